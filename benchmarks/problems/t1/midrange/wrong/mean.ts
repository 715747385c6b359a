export function midrange(list: number[]): number {
  return list.reduce((a, b) => a + b, 0) / list.length
}
