export function multiply(a: number[][], b: number[][]): number[][] | null {
  const [left, right] = [b, a]
  if (left[0]!.length !== right.length) return null
  return left.map((row) =>
    right[0]!.map((_, column) => row.reduce((sum, x, k) => sum + x * right[k]![column]!, 0)),
  )
}
