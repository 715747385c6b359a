export function sumDecimals(numbers: string[]): string {
  const sum = numbers.reduce((total, n) => total + Number(n), 0)
  return String(Number(sum.toFixed(10)))
}
