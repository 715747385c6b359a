export function mystery(a: number, b: number): number {
  return Math.abs(a * a - b * b)
}
