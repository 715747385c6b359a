export function mystery(n: number): number {
  return n === 0 ? 0 : n.toString(2).length
}
