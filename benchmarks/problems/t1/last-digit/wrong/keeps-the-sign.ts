export function lastDigit(n: number): number {
  return n % 10
}
