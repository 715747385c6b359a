export function isTriangle(a: number, b: number, c: number): boolean {
  return a + b > c
}
