export function mystery(list: number[]): number {
  const [a = 0, b = 0] = [...new Set(list)].sort((x, y) => y - x)
  return a + b
}
