export function bitLength(n: number): number {
  return n === 0 ? 0 : Math.ceil(Math.log2(n))
}
