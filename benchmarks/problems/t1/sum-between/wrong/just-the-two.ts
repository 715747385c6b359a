export function sumBetween(a: number, b: number): number {
  return a === b ? a : a + b
}
