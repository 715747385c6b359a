export function mean(list: number[]): number {
  return Math.floor(list.reduce((sum, n) => sum + n, 0) / (list.length || 1))
}
