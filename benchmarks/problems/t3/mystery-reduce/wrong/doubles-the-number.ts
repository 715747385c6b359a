export function mystery(list: number[]): number {
  return list.reduce((value, n) => value + 2 * n, 0)
}
