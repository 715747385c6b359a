export function mystery(list: number[]): number {
  return list.reduce((sum, n, i) => (i === 0 ? n : sum - n), 0)
}
