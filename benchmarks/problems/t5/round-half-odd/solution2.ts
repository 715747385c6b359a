export function roundFraction(a: number, b: number): number {
  const candidates = [-1, 0, 1, 2].map((step) => Math.trunc(a / b) + step)
  const distance = (n: number) => Math.abs(a - n * b)
  const nearest = Math.min(...candidates.map(distance))
  const best = candidates.filter((n) => distance(n) === nearest)
  return best.find((n) => best.length === 1 || n % 2 !== 0) || 0
}
