export function allDigitsEven(n: number): boolean {
  return n % 2 === 0
}
