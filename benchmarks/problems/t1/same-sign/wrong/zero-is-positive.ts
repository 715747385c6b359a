export function sameSign(a: number, b: number): boolean {
  return a >= 0 === b >= 0
}
