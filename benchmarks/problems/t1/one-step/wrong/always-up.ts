export function stepTowards(from: number, to: number): number {
  return from === to ? from : from + 1
}
