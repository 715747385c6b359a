export function groupDigits(n: number): string {
  return String(n).replace(/(?=(\d{3})+$)/g, ',')
}
