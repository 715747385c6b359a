export function runningMedians(list: number[]): number[] {
  return list.map((_, i) => {
    const sorted = list.slice(0, i + 1).sort()
    return (sorted[i >> 1]! + sorted[(i + 1) >> 1]!) / 2
  })
}
