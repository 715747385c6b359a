export function lastDigit(n: number): number {
  return ((n % 10) + 10) % 10
}
