export function mystery(a: number, b: number): number {
  return a * a + b * b
}
