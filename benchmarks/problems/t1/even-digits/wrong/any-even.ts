export function allDigitsEven(n: number): boolean {
  return /[02468]/.test(String(n))
}
