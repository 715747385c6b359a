export function mystery(list: number[]): number {
  return list.reduce((value, n) => 2 * value + n, 0)
}
