export function bitLength(n: number): number {
  return n === 0 ? 0 : n.toString(2).length
}
