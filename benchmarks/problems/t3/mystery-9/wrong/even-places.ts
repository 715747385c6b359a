export function mystery(list: number[]): number[] {
  return list.map((n, i) => (i % 2 === 0 ? 2 * n : n))
}
