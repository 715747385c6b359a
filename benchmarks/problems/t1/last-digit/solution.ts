export function lastDigit(n: number): number {
  return Math.abs(n) % 10
}
