export function mystery(n: number): number {
  return [...String(n)].reduce((product, digit) => product * (Number(digit) || 1), 1)
}
