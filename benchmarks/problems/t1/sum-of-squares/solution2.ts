export function sumOfSquares(list: number[]): number {
  let sum = 0
  for (const n of list) sum += n ** 2
  return sum
}
