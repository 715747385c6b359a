export function sumOfEvens(list: number[]): number {
  return list.reduce((sum, n) => (n % 2 !== 0 ? sum + n : sum), 0)
}
