export function mystery(list: number[]): number[] {
  return list.map((n) => [...String(n)].reduce((product, digit) => product * Number(digit), 1))
}
