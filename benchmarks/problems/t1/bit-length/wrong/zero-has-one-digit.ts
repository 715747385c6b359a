export function bitLength(n: number): number {
  return n.toString(2).length
}
