export function sumOfEvens(list: number[]): number {
  return list.filter((n) => (n & 1) === 0).reduce((a, b) => a + b, 0)
}
