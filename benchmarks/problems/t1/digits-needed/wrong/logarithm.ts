export function digitCount(list: number[]): number {
  return list.reduce((sum, n) => sum + Math.ceil(Math.log10(n + 1)), 0)
}
