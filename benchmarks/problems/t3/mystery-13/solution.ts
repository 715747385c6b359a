export function mystery(list: number[]): number[] {
  return list.map((n) => n - Math.min(...list))
}
