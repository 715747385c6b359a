export function sparseDot(a: [number, number][], b: [number, number][]): number {
  return a.reduce((sum, [, value], i) => sum + value * (b[i]?.[1] ?? 0), 0)
}
