export function mystery(list: number[]): [number, number][] {
  return list.slice(1).map((n, i) => [n, list[i]!])
}
