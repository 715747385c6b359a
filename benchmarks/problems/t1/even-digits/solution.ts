export function allDigitsEven(n: number): boolean {
  return !/[13579]/.test(String(n))
}
