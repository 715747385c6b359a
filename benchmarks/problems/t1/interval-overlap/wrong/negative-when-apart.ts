export function overlap(a: number, b: number, c: number, d: number): number {
  return Math.min(b, d) - Math.max(a, c)
}
