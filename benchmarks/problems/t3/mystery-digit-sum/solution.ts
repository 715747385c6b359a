export function mystery(n: number): number {
  return [...String(n)].reduce((sum, digit) => sum + Number(digit), n)
}
