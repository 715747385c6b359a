export function rangeSums(list: number[], ranges: [number, number][]): number[] {
  return ranges.map(([from, to]) =>
    list.reduce(
      (sum, n, i) => (i >= Math.min(from, to) && i <= Math.max(from, to) ? sum + n : sum),
      0,
    ),
  )
}
