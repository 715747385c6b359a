export function lastDigit(n: number): number {
  return Number(String(Math.abs(n)).charAt(0))
}
