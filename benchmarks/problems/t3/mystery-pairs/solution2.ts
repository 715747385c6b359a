export function mystery(list: number[]): [number, number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i + 1 < list.length; i++) pairs.push([list[i]!, list[i + 1]!])
  return pairs
}
