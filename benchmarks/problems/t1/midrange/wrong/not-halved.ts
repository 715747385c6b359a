export function midrange(list: number[]): number {
  return Math.min(...list) + Math.max(...list)
}
