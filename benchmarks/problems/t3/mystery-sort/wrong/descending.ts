export function mystery(list: number[]): number[] {
  return list.toSorted((a, b) => (b % 10) - (a % 10))
}
