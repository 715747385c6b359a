import { test } from 'vitest'
import { adamW } from '../naive/adamw.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { adamWStep } from './adamw.ts'

const options = { rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, decay: 0.1 }

for (const build of builds) {
  test(`${build}: ten steps of AdamW agree with the textbook`, async () => {
    const f = await fixture(build)
    for (const n of [1, 4, 7, 65]) {
      const [p, m, v] = [f.random([n]), f.zeros([n]), f.zeros([n])]
      let want = f.read(p).map((p) => ({ p, m: 0, v: 0 }))
      for (let step = 1; step <= 10; step++) {
        const g = f.random([n], 3)
        adamWStep(f.kernel, { p, m, v, g, step, learningRate: 0.01, decay: 0.1, gradScale: 0.5 })
        const grads = f.read(g)
        want = want.map((state, i) => adamW(state, (grads[i] ?? 0) * 0.5, step, options))
      }
      expectClose(
        f.read(p),
        want.map((w) => w.p),
        3e-6,
      )
      expectClose(
        f.read(v),
        want.map((w) => w.v),
        3e-6,
      )
    }
  })
}
