export function mystery(list: number[]): number[] {
  return list.filter((_, i) => i % 2 === 0).map((n, i) => n + (list[2 * i + 1] ?? n))
}
