export function mystery(n: number): number {
  for (let d = 2; d * d < n; d++) if (n % d === 0) return d
  return n
}
