export function mystery(list: number[]): number {
  return Math.max(...list) + Math.min(...list)
}
