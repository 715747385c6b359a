// The plain meaning of ops/cross-entropy.ts in f64, for tests: one row's loss, null for padding.

export function crossEntropy(
  row: readonly number[],
  target: number | null,
  smoothing: number,
): number {
  if (target === null) return 0
  const top = Math.max(...row)
  const lse = top + Math.log(row.reduce((sum, x) => sum + Math.exp(x - top), 0))
  const mean = row.reduce((sum, x) => sum + lse - x, 0) / row.length
  return (1 - smoothing) * (lse - (row[target] ?? Number.NaN)) + smoothing * mean
}
