export function rangeSums(list: number[], ranges: [number, number][]): number[] {
  return ranges.map(([from, to]) =>
    list.reduce((sum, n, i) => (i + 1 >= from && i + 1 <= to ? sum + n : sum), 0),
  )
}
