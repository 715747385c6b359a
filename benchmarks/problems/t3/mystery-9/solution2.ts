export function mystery(list: number[]): number[] {
  const result: number[] = []
  for (const n of list) result.push(result.length & 1 ? n + n : n)
  return result
}
