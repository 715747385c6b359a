export function groupDigits(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/, ',')
}
