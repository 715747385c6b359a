export function mean(list: number[]): number {
  return list.reduce((sum, n) => sum + n, 0) / list.length
}
