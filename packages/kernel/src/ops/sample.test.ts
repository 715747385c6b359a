import { expect, test } from 'vitest'
import { sampleTop as naive } from '../naive/sample.ts'
import { builds, fixture } from '../op-fixture.ts'
import { sampleLargest, sampleMask, sampleTop } from './sample.ts'

for (const build of builds) {
  test(`${build}: top-k and top-p sampling agree with sorting`, async () => {
    const f = await fixture(build)
    for (const classes of [1, 3, 50]) {
      const order = { ...f.kernel.tensor([classes], 'u32') }
      for (let i = 0; i < 60; i++) {
        const logits = f.random([classes], 4)
        const cut = {
          u: (i * 0.618_034) % 1,
          temperature: [0.3, 1, 2][i % 3]!,
          topK: [1, 5, classes][i % 3]!,
          topP: [0, 0.5, 0.9, 1][i % 4]!,
        }
        expect(sampleTop(f.kernel, { logits, order, ...cut })).toBe(naive(f.read(logits), cut))
      }
    }
  })

  test(`${build}: masked classes and NaN are never chosen, and nothing is null`, async () => {
    const f = await fixture(build)
    const logits = f.floats([5, Number.NaN, 1, 2])
    const order = { ...f.kernel.tensor([4], 'u32') }
    sampleMask(f.kernel, logits, f.integers([0b1110]))
    expect(sampleLargest(f.kernel, logits)).toBe(3)
    expect(sampleTop(f.kernel, { logits, order, u: 0.99 })).toBe(2)
    sampleMask(f.kernel, logits, f.integers([0b0010]))
    expect(sampleLargest(f.kernel, logits)).toBeNull()
    expect(sampleTop(f.kernel, { logits, order, u: 0.5 })).toBeNull()
  })
}
