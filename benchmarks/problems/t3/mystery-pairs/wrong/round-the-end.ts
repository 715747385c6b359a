export function mystery(list: number[]): [number, number][] {
  return list.length < 2 ? [] : list.map((n, i) => [n, list[(i + 1) % list.length]!])
}
