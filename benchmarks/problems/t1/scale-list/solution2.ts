export function scale(list: number[], factor: number): number[] {
  const result: number[] = []
  for (const n of list) result.push(factor * n)
  return result
}
