export function roundFraction(a: number, b: number): number {
  return Math.round(a / b) || 0
}
