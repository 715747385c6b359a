export function sumDecimals(numbers: string[]): string {
  return String(numbers.reduce((sum, n) => sum + Number(n), 0))
}
