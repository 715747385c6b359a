export function mystery(list: number[]): number {
  return list.reduce((sum, n, i) => sum + (i % 2 === 0 ? n : -n), 0)
}
