export function unique(list: number[]): number[] {
  return list.filter((n, i) => list.lastIndexOf(n) === i)
}
