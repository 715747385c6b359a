export function lastDigit(n: number): number {
  return Number(String(n).slice(-1))
}
