export function dotProduct(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => (i > 0 ? sum + x * (b[i] ?? 0) : sum), 0)
}
