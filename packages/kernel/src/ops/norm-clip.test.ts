import { expect, test } from 'vitest'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { addScaled, clipFactor, clipGlobalNorm, globalNorm } from './norm-clip.ts'

for (const build of builds) {
  test(`${build}: the global norm holds at every magnitude and clipping meets its bound`, async () => {
    const f = await fixture(build)
    for (const size of [1e-44, 1e-22, 1, 1e20]) {
      const tensors = [f.random([3], size), f.random([1030], size)]
      const want = Math.sqrt(tensors.flatMap(f.read).reduce((sum, x) => sum + x * x, 0))
      expect(Math.abs(globalNorm(f.kernel, tensors) - want)).toBeLessThanOrEqual(1e-6 * want)
    }
    const tensors = [f.random([7]), f.random([33])]
    const before = tensors.flatMap(f.read)
    const norm = clipGlobalNorm(f.kernel, tensors, 0.5)
    expect(globalNorm(f.kernel, tensors)).toBeCloseTo(0.5, 6)
    expectClose(
      tensors.flatMap(f.read),
      before.map((x) => (x * 0.5) / norm),
      1e-6,
    )
    expect(clipGlobalNorm(f.kernel, tensors, 9)).toBeCloseTo(0.5, 6)
    expect(globalNorm(f.kernel, [f.floats([1, Number.NaN])])).toBeNaN()
    expect(clipFactor(Number.NaN, 1)).toBe(1)
  })

  test(`${build}: addScaled adds`, async () => {
    const f = await fixture(build)
    const [x, y] = [f.random([37]), f.random([37])]
    const want = f.read(y).map((y, i) => y - 2 * (f.read(x)[i] ?? 0))
    addScaled(f.kernel, y, x, -2)
    expectClose(f.read(y), want, 1e-6)
  })
}
