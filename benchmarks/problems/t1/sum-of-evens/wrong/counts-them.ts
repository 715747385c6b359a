export function sumOfEvens(list: number[]): number {
  return list.filter((n) => n % 2 === 0).length
}
