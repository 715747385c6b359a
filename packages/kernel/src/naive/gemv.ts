// The plain meaning of ops/gemv.ts in f64, for tests: x (M, K) times w (K, N).

export function gemv(
  x: readonly number[],
  w: readonly number[],
  bias: readonly number[],
  depth: number,
): number[] {
  const columns = bias.length
  return Array.from({ length: (x.length / depth) * columns }, (_, i) => {
    const [m, n] = [Math.floor(i / columns), i % columns]
    let sum = bias[n] ?? 0
    for (let k = 0; k < depth; k++) sum += (x[m * depth + k] ?? 0) * (w[k * columns + n] ?? 0)
    return sum
  })
}
