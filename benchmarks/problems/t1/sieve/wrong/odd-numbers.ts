export function primesUpTo(limit: number): number[] {
  return Array.from({ length: Math.max(0, limit - 1) }, (_, i) => i + 2).filter(
    (n) => n === 2 || n % 2 === 1,
  )
}
