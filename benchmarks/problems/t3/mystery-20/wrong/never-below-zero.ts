export function mystery(list: number[]): number[] {
  return list.map((_, i) => Math.max(0, ...list.slice(0, i + 1)))
}
