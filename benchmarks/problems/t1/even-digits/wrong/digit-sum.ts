export function allDigitsEven(n: number): boolean {
  return [...String(n)].reduce((sum, digit) => sum + Number(digit), 0) % 2 === 0
}
