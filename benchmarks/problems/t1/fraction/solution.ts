export function addFractions(a: string, b: string): string {
  const [n1, d1 = 1] = a.split('/').map(Number)
  const [n2, d2 = 1] = b.split('/').map(Number)
  const [n, d] = [n1! * d2 + n2! * d1, d1 * d2]
  const gcd = (x: number, y: number): number => (y === 0 ? Math.abs(x) : gcd(y, x % y))
  const divisor = gcd(n, d)
  return d === divisor ? `${n / divisor}` : `${n / divisor}/${d / divisor}`
}
