export function rangeSums(list: number[], ranges: [number, number][]): number[] {
  return ranges.map(([from, to]) => list.slice(from, to + 1).reduce((a, b) => a + b, 0))
}
