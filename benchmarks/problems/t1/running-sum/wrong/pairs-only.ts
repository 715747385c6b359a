export function runningSum(list: number[]): number[] {
  return list.map((n, i) => n + (list[i - 1] ?? 0))
}
