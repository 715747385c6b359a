export function mystery(list: number[]): number[] {
  return list.map((n, i) => Math.max(n, list[i - 1] ?? n))
}
