export function mystery(list: number[]): number {
  return list.filter((n, i) => n > (list[i - 1] ?? Infinity)).length
}
