export function powersOfTwo(limit: number): number[] {
  return Array.from({ length: Math.max(0, limit) }, (_, i) => 2 ** i)
}
