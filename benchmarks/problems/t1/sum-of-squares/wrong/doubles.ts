export function sumOfSquares(list: number[]): number {
  return list.reduce((sum, n) => sum + 2 * n, 0)
}
