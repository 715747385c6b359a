export function mystery(list: number[]): number[] {
  return list.toSorted((a, b) => (a % 10) - (b % 10))
}
