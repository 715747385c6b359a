export function sameSign(a: number, b: number): boolean {
  return a * b > 0
}
