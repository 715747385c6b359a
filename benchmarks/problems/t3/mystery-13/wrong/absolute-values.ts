export function mystery(list: number[]): number[] {
  return list.map((n) => Math.abs(n))
}
