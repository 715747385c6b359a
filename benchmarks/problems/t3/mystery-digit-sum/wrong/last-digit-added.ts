export function mystery(n: number): number {
  return n + (n % 10)
}
