export function mystery(list: number[]): number[] {
  return list.map((n) => (n === 0 ? 0 : ((n - 1) % 9) + 1))
}
