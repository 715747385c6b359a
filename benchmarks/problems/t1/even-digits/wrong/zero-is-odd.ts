export function allDigitsEven(n: number): boolean {
  return !/[013579]/.test(String(n))
}
