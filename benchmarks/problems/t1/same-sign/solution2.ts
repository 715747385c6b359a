export function sameSign(a: number, b: number): boolean {
  if (a === 0 || b === 0) return a === b
  return a > 0 === b > 0
}
