export function sumBetween(a: number, b: number): number {
  return ((a + b) * (Math.abs(a - b) + 1)) / 2
}
