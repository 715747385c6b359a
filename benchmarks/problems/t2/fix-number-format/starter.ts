export function groupDigits(n: number): string {
  if (n < 1000) return String(n)
  const last = String(n % 1000)
  return `${groupDigits(Math.floor(n / 1000))},${last}`
}
