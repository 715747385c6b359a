// The plain meaning of ops/rmsnorm.ts in f64, for tests.

export function rmsNorm(
  x: readonly number[],
  gain: readonly number[],
  epsilon: number,
  over = gain.length,
): number[] {
  const channels = gain.length
  return x.map((value, i) => {
    const row = x.slice(i - (i % channels), i - (i % channels) + channels)
    const mean = row.reduce((sum, r) => sum + r * r, 0) / over
    return (value / Math.sqrt(mean + epsilon)) * (gain[i % channels] ?? 0)
  })
}
