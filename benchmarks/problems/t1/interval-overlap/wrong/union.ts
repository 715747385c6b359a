export function overlap(a: number, b: number, c: number, d: number): number {
  return Math.max(b, d) - Math.min(a, c)
}
