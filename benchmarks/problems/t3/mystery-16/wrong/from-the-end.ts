export function mystery(list: number[]): number {
  return list.reduce((sum, n, i) => sum + ((list.length - i) % 2 === 1 ? n : -n), 0)
}
