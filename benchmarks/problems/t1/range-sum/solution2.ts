export function rangeSums(list: number[], ranges: [number, number][]): number[] {
  const before = [0]
  for (const n of list) before.push(before.at(-1)! + n)
  const cut = (place: number) => Math.min(Math.max(place, 0), list.length)
  return ranges.map(([from, to]) => (from > to ? 0 : before[cut(to + 1)]! - before[cut(from)]!))
}
