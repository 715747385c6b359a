export function sumOfEvens(list: number[]): number {
  return list.filter((_, i) => i % 2 === 0).reduce((a, b) => a + b, 0)
}
