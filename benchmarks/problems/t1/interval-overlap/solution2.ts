export function overlap(a: number, b: number, c: number, d: number): number {
  const start = a > c ? a : c
  const end = b < d ? b : d
  return end > start ? end - start : 0
}
