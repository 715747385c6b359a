import { expect, test } from 'vitest'
import { int8Block as naive } from '../naive/int8.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { int8Block, int8DequantiseAdd, int8Quantise } from './int8.ts'

for (const build of builds) {
  test(`${build}: int8 sends the nearest step and keeps the rest as error`, async () => {
    const f = await fixture(build)
    for (const n of [1, 15, 256, 300, 700]) {
      const [x, error, out] = [f.random([n], 3), f.zeros([n]), f.zeros([n])]
      const q = f.kernel.tensor([n], 'i8')
      const scales = f.zeros([Math.ceil(n / int8Block)])
      int8Quantise(f.kernel, { q, scales, error, x })
      int8DequantiseAdd(f.kernel, { out, q, scales, weight: 1 })
      const kept = f.read(error)
      expectClose(
        f.read(out).map((o, i) => o + kept[i]!),
        f.read(x),
        1e-6,
      )
      const bytes = [...f.kernel.view({ ...q, dtype: 'i8' as const })]
      for (let at = 0; at < n; at += int8Block) {
        const want = naive(f.read(x).slice(at, at + int8Block))
        expect(f.read(scales)[at / int8Block]).toBeCloseTo(want.scale, 6)
        // Ties may go either way by the last bit of x / scale.
        want.q.forEach((q, i) => {
          expect(Math.abs(bytes[at + i]! - q)).toBeLessThanOrEqual(1)
        })
      }
    }
  })

  test(`${build}: a block with NaN or infinity is sent as NaN and spoils no other`, async () => {
    const f = await fixture(build)
    const x = f.zeros([600])
    f.kernel.f32(x)[3] = Number.NaN
    f.kernel.f32(x)[300] = Infinity
    f.kernel.f32(x)[599] = -1
    const [error, scales] = [f.zeros([600]), f.zeros([3])]
    const q = f.kernel.tensor([600], 'i8')
    int8Quantise(f.kernel, { q, scales, error, x })
    expect(f.read(scales).map(Number.isNaN)).toEqual([true, true, false])
    expect(f.kernel.view({ ...q, dtype: 'i8' as const })[599]).toBe(-127)
    expect(f.read(error).every((e) => e === 0)).toBe(true)
  })
}
