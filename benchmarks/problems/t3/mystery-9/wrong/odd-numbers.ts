export function mystery(list: number[]): number[] {
  return list.map((n) => (n % 2 !== 0 ? 2 * n : n))
}
