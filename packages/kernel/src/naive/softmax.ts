// The plain meaning of ops/softmax.ts in f64, for tests; one row.

export function softmax(row: readonly number[], sharpness = 1): number[] {
  const top = Math.max(...row)
  const weights = row.map((x) => Math.exp((x - top) * sharpness))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((w) => w / sum)
}
