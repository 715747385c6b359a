export function differences(list: number[]): number[] {
  return list.map((n, i) => n - (list[i - 1] ?? 0))
}
