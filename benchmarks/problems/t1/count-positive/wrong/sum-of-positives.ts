export function countPositive(list: number[]): number {
  return list.reduce((sum, n) => sum + Math.max(0, n), 0)
}
