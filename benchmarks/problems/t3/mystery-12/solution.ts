export function mystery(list: number[]): number {
  const [a, b] = list.toSorted((x, y) => y - x)
  return a! + b!
}
