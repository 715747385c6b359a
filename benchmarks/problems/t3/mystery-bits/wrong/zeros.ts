export function mystery(n: number): number {
  return n.toString(2).replaceAll('1', '').length
}
