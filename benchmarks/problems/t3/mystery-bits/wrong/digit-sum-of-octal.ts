export function mystery(n: number): number {
  return [...n.toString(8)].reduce((sum, digit) => sum + (Number(digit) > 0 ? 1 : 0), 0)
}
