export function multiply(a: number[][], b: number[][]): number[][] | null {
  if (a[0]!.length !== b.length) return null
  return a.map((row, i) => row.map((x, j) => x * (b[i]?.[j] ?? 0)))
}
