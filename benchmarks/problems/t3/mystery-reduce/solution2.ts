export function mystery(list: number[]): number {
  return list.reduce((sum, n, i) => sum + n * 2 ** (list.length - 1 - i), 0)
}
