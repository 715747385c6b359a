export function halve(list: number[]): [number[], number[]] | null {
  if (list.reduce((a, b) => a + b, 0) % 2 === 1) return null
  return [list.filter((_, i) => i % 2 === 0), list.filter((_, i) => i % 2 === 1)]
}
