export function multiply(a: number[][], b: number[][]): number[][] | null {
  if (a[0]!.length !== b.length) return null
  return a.map((row) =>
    b[0]!.map((_, column) => row.reduce((sum, x, k) => sum + x * b[k]![column]!, 0)),
  )
}
