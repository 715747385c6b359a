export function mystery(list: number[]): number {
  return list.reduce((sum, n) => sum + (n % 2 === 0 ? n : -n), 0)
}
