export function mystery(n: number): number {
  return Math.round(Math.sqrt(n)) ** 2
}
