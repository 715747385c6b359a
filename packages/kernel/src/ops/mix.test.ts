import { expect, test } from 'vitest'
import { median, trimmedMean } from '../naive/mix.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import {
  mixClippedMean,
  mixMean,
  mixMedian,
  mixSources,
  mixTrimmedMean,
  mixWeightedSum,
} from './mix.ts'

for (const build of builds) {
  test(`${build}: means, medians and trimmed means agree with sorting each coordinate`, async () => {
    const f = await fixture(build)
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 17]) {
      const vectors = Array.from({ length: count }, () => f.random([37]))
      f.kernel.f32(vectors[0]!)[5] = Infinity
      f.kernel.f32(vectors[0]!)[6] = Number.NaN
      const sources = mixSources(f.kernel, vectors)
      const out = f.zeros([37])
      const all = vectors.map(f.read)
      const column = (i: number) => all.map((v) => v[i] ?? 0)
      const each = (of: (values: number[]) => number) => out && all[0]!.map((_, i) => of(column(i)))
      mixMean(f.kernel, out, sources)
      expectClose(
        f.read(out),
        each((c) => c.reduce((a, b) => a + b / count, 0)),
        1e-6,
      )
      const weights = all.map((_, k) => 0.1 * k - 0.2)
      if (weights[0] !== 0) {
        mixWeightedSum(f.kernel, out, sources, weights)
        expectClose(
          f.read(out),
          each((c) => c.reduce((a, x, k) => a + x * weights[k]!, 0)),
          1e-6,
        )
      }
      mixMedian(f.kernel, out, sources)
      expectClose(f.read(out), each(median), 1e-6)
      for (let trim = 0; 2 * trim < count; trim++) {
        mixTrimmedMean(f.kernel, out, sources, trim)
        expectClose(
          f.read(out),
          each((c) => trimmedMean(c, trim)),
          1e-6,
        )
      }
      expect(() => mixTrimmedMean(f.kernel, out, sources, count)).toThrow(/needed/)
    }
  })

  test(`${build}: a clipped mean lets no vector pull further than the limit`, async () => {
    const f = await fixture(build)
    const [base, out] = [f.random([1500]), f.zeros([1500])]
    const vectors = [f.random([1500]), f.random([1500], 1000)]
    const all = [base, ...vectors].map(f.read)
    const distances = mixClippedMean(f.kernel, out, base, mixSources(f.kernel, vectors), 5)
    const far = (v: readonly number[]) => Math.hypot(...v.map((x, i) => x - all[0]![i]!))
    expectClose(distances, [far(all[1]!), far(all[2]!)], 1e-6)
    const want = all[0]!.map((b, i) =>
      distances.reduce((sum, d, k) => sum + ((all[k + 1]![i]! - b) * Math.min(1, 5 / d)) / 2, b),
    )
    expectClose(f.read(out), want, 1e-6)
  })
}
