export function mystery(list: number[]): number[] {
  return list.map((n, i) => n * (i + 1))
}
