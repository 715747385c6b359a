export function unique(list: number[]): number[] {
  return list.filter((n) => list.indexOf(n) === list.lastIndexOf(n))
}
