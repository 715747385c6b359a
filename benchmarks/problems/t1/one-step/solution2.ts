export function stepTowards(from: number, to: number): number {
  if (from < to) return from + 1
  return from > to ? from - 1 : from
}
