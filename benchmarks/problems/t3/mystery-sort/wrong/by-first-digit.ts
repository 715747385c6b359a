export function mystery(list: number[]): number[] {
  return list.toSorted((a, b) => Number(String(a)[0]) - Number(String(b)[0]))
}
