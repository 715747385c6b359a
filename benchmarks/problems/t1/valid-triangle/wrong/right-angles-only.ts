export function isTriangle(a: number, b: number, c: number): boolean {
  return a * a + b * b === c * c
}
