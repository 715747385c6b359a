export function mystery(list: number[]): number[] {
  return list.filter((n) => 2 * n > Math.max(...list))
}
