// The plain meaning of ops/mix.ts in f64, for tests: one coordinate of K vectors.

export function trimmedMean(values: readonly number[], trim: number): number {
  if (values.some(Number.isNaN)) return Number.NaN
  const kept = [...values].sort((a, b) => a - b).slice(trim, values.length - trim)
  return kept.reduce((a, b) => a + b, 0) / kept.length
}

export function median(values: readonly number[]): number {
  return trimmedMean(values, Math.floor((values.length - 1) / 2))
}
