export function mystery(n: number): string {
  return n.toString(3)
}
