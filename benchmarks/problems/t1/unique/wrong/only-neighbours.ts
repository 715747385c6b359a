export function unique(list: number[]): number[] {
  return list.filter((n, i) => n !== list[i - 1])
}
