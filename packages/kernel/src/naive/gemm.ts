// GEMM as three loops in double precision: what src/ops/gemm.ts is held against. Not for use.
import type { GemmForm } from '../gemm-form.ts'

/** C (m, n) from `a` and `b` in the layout of `form`; starts at `start` when given, else at zero. */
export function naiveGemm(
  form: GemmForm,
  [m, n, k]: readonly [number, number, number],
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  start?: ArrayLike<number>,
): Float64Array {
  const c = new Float64Array(m * n)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = start?.[i * n + j] ?? 0
      for (let p = 0; p < k; p++) {
        const left = form === 'tn' ? a[p * m + i] : a[i * k + p]
        const right = form === 'nt' ? b[j * k + p] : b[p * n + j]
        sum += (left ?? Number.NaN) * (right ?? Number.NaN)
      }
      c[i * n + j] = sum
    }
  }
  return c
}
