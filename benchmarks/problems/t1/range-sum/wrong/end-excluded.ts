export function rangeSums(list: number[], ranges: [number, number][]): number[] {
  return ranges.map(([from, to]) =>
    list.reduce((sum, n, i) => (i >= from && i < to ? sum + n : sum), 0),
  )
}
