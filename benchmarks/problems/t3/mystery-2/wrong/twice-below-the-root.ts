export function mystery(n: number): number {
  let count = 0
  for (let d = 1; d * d <= n; d++) if (n % d === 0) count += 2
  return count
}
