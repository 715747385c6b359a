export function mystery(n: number): string {
  return n.toString(2).padStart(3, '0')
}
