export function mystery(n: number): number {
  return Math.ceil(Math.sqrt(n)) ** 2
}
