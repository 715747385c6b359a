import { expect, test } from 'vitest'
import { differences, inner } from '../naive/differences.ts'
import { swiGlu } from '../naive/swiglu.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import type { Tensor } from '../tensor.ts'
import { swiGluBackward, swiGluForward } from './swiglu.ts'

for (const build of builds) {
  test(`${build}: swiGlu and its gradients agree with the naive form on halves of one row`, async () => {
    const f = await fixture(build)
    for (const [rows, hidden] of [
      [1, 1],
      [3, 5],
      [2, 34],
    ] as const) {
      const gate = f.random([rows, 2 * hidden], 6)
      const up: Tensor = { ...gate, offset: gate.offset + 4 * hidden }
      const both = f.read(gate)
      const half = (all: readonly number[], from: number) =>
        all.filter((_, i) => i % (2 * hidden) >= from && i % (2 * hidden) < from + hidden)
      const [g, u] = [half(both, 0), half(both, hidden)]
      const [out, dOut] = [f.zeros([rows, hidden]), f.random([rows, hidden])]
      swiGluForward(f.kernel, { out, gate, up })
      expectClose(f.read(out), swiGlu(g, u), 1e-6)
      swiGluBackward(f.kernel, { dOut, gate, up, dGate: gate, dUp: up })
      const d = f.read(dOut)
      expectClose(
        half(f.read(gate), 0),
        differences(g, (g) => inner(swiGlu(g, u), d)),
        1e-5,
      )
      expectClose(
        half(f.read(gate), hidden),
        differences(u, (u) => inner(swiGlu(g, u), d)),
        1e-5,
      )
    }
  })

  test(`${build}: swiGlu is 0 far to the left and NaN where an input is`, async () => {
    const f = await fixture(build)
    const gate = { ...f.floats([-1e38, -200, 1e30, Number.NaN]), shape: [1, 4] }
    const up = { ...f.floats([1, 1, 1, 1]), shape: [1, 4] }
    const out = f.zeros([1, 4])
    swiGluForward(f.kernel, { out, gate, up })
    expect(f.read(out).map((x) => x + 0)).toEqual([0, 0, Math.fround(1e30), Number.NaN])
  })
}
