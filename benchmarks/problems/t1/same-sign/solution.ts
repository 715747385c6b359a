export function sameSign(a: number, b: number): boolean {
  return Math.sign(a) === Math.sign(b)
}
