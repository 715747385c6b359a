export function mystery(a: number, b: number): number {
  return (a + b) ** 2 - 2 * a * b
}
