export function mystery(list: number[]): number[] {
  return list.map((_, i) => Math.max(...list.slice(0, i + 1)))
}
