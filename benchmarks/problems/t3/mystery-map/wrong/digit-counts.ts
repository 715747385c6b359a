export function mystery(list: number[]): number[] {
  return list.map((n) => String(n).length)
}
