export function mystery(list: number[]): number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((digit) => list.filter((n) => n % 10 === digit))
}
