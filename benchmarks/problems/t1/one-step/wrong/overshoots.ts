export function stepTowards(from: number, to: number): number {
  return from <= to ? from + 1 : from - 1
}
