export function multiply(a: number[][], b: number[][]): number[][] | null {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length) return null
  return a.map((row) =>
    b[0]!.map((_, column) => row.reduce((sum, x, k) => sum + x * b[k]![column]!, 0)),
  )
}
