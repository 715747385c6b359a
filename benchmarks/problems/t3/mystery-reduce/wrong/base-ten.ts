export function mystery(list: number[]): number {
  return list.reduce((value, n) => 10 * value + n, 0)
}
