export function mystery(list: number[]): number[] {
  return list.map((n) => [...String(n)].reduce((sum, digit) => sum + Number(digit), 0))
}
