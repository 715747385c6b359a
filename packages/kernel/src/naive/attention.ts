// The plain meaning of ops/attention.ts in f64, for tests: dense scores, one sequence, one head.
// q (T, 32), k and v (S, 32), each as rows.
import { inner } from './differences.ts'
import { softmax } from './softmax.ts'

type Rows = readonly (readonly number[])[]

export function attention(
  q: Rows,
  k: Rows,
  v: Rows,
  seen: (query: number, key: number) => boolean,
): number[][] {
  return q.map((query, t) => {
    const scores = k.map((key, s) => (seen(t, s) ? inner(query, key) / Math.sqrt(32) : -Infinity))
    if (scores.every((s) => s === -Infinity)) return query.map(() => 0)
    const weights = softmax(scores)
    return query.map((_, d) => weights.reduce((sum, w, s) => sum + w * (v[s]?.[d] ?? 0), 0))
  })
}
