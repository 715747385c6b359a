export function mystery(list: number[]): [number, number][] {
  return list.flatMap((n, i): [number, number][] => (i % 2 === 1 ? [[list[i - 1]!, n]] : []))
}
