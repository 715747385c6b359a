export function mystery(list: number[]): number[] {
  const sum = (n: number) => [...String(n)].reduce((total, digit) => total + Number(digit), 0)
  return list.toSorted((a, b) => sum(a) - sum(b))
}
