export function midrange(list: number[]): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[0]! / 2 + sorted.at(-1)! / 2
}
