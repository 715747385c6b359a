export function runningMedians(list: number[]): number[] {
  return list.map((_, i) => list.slice(0, i + 1).reduce((a, b) => a + b, 0) / (i + 1))
}
