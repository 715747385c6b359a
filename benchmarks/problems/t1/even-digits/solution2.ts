export function allDigitsEven(n: number): boolean {
  return [...String(n)].every((digit) => Number(digit) % 2 === 0)
}
