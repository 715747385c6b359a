import { expect, test } from 'vitest'
import { crossEntropy } from '../naive/cross-entropy.ts'
import { differences } from '../naive/differences.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { crossEntropyForward, crossEntropyForwardBackward, padding } from './cross-entropy.ts'

for (const build of builds) {
  test(`${build}: cross-entropy and its gradient agree with the naive form`, async () => {
    const f = await fixture(build)
    for (const classes of [1, 3, 17, 66]) {
      for (const smoothing of [0, 0.1]) {
        const targets = f.integers([0, padding, classes - 1])
        const logits = f.random([3, classes], 6)
        const losses = f.zeros([3])
        const before = f.read(logits)
        const naive = (all: readonly number[]) =>
          [0, null, classes - 1].map((target, r) =>
            crossEntropy(all.slice(r * classes, (r + 1) * classes), target, smoothing),
          )
        const mean = (all: readonly number[]) => naive(all).reduce((a, b) => a + b) / 2
        const op = { losses, logits, targets, smoothing }
        const loss = crossEntropyForward(f.kernel, op)
        expect(loss.count).toBe(2)
        expect(loss.mean).toBeCloseTo(mean(before), 5)
        expect(f.read(logits)).toEqual(before)
        expect(crossEntropyForwardBackward(f.kernel, op)).toEqual(loss)
        expectClose(f.read(losses), naive(before), 2e-6)
        expectClose(f.read(logits), differences(before, mean), 1e-5)
      }
    }
  })

  test(`${build}: a stray target or a NaN logit is NaN in loss and gradient`, async () => {
    const f = await fixture(build)
    const logits = { ...f.floats([1, 2, Number.NaN, 0, 1, 1]), shape: [3, 2] }
    const losses = f.zeros([3])
    crossEntropyForwardBackward(f.kernel, { losses, logits, targets: f.integers([9, 0, 1]) })
    expect(f.read(losses).slice(0, 2)).toEqual([Number.NaN, Number.NaN])
    expect(f.read(logits).slice(0, 4).every(Number.isNaN)).toBe(true)
    expect(f.read(losses)[2]).toBeCloseTo(Math.LN2, 6)
  })
}
