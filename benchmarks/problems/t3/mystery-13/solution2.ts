export function mystery(list: number[]): number[] {
  const smallest = list.reduce((a, b) => (b < a ? b : a), Infinity)
  const result: number[] = []
  for (const n of list) result.push(n - smallest)
  return result
}
