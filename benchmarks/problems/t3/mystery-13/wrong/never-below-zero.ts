export function mystery(list: number[]): number[] {
  return list.map((n) => n - Math.max(0, Math.min(...list)))
}
