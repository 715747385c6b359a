export function mystery(list: number[]): number[] {
  return list.map((n, i) => (i === 0 ? n : 2 * n))
}
