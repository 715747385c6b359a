export function mystery(list: number[]): number[] {
  return list.map((n, i) => (i % 2 === 1 ? 2 * n : n))
}
