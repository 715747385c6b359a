export function sumOfSquares(list: number[]): number {
  return list.reduce((sum, n) => sum + n * n, 0)
}
