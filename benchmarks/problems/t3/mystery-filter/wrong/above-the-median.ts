export function mystery(list: number[]): number[] {
  const median = list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? 0
  return list.filter((n) => n > median)
}
