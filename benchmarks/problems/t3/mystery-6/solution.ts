export function mystery(n: number): number {
  return Math.floor(Math.sqrt(n)) ** 2
}
