export function runningSum(list: number[]): number[] {
  return list.map((_, i) => list.slice(i).reduce((a, b) => a + b, 0))
}
