export function sumOfSquares(list: number[]): number {
  return list.reduce((sum, n) => (n > 0 ? sum + n * n : sum), 0)
}
