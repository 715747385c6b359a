export function mystery(n: number): number {
  return n % 10 === 0 ? 1 : 0
}
