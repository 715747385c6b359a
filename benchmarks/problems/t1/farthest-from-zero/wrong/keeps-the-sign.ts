export function farthest(list: number[]): number {
  return list.reduce((best, n) => (Math.abs(n) > Math.abs(best) ? n : best), 0)
}
