export function primesUpTo(limit: number): number[] {
  const all = Array.from({ length: Math.max(0, limit - 1) }, (_, i) => i + 2)
  return all.filter((n) => all.every((d) => d * d > n || n % d !== 0))
}
