import { expect, test } from 'vitest'
import { differences, inner } from '../naive/differences.ts'
import { rmsNorm } from '../naive/rmsnorm.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import {
  rmsNormBackward,
  rmsNormBackwardAdd,
  rmsNormForward,
  rmsNormResidualForward,
} from './rmsnorm.ts'

const epsilon = 1e-6

for (const build of builds) {
  test(`${build}: rmsNorm and its gradients agree with the naive norm`, async () => {
    const f = await fixture(build)
    for (const [rows, channels] of [
      [1, 1],
      [2, 3],
      [3, 17],
    ] as const) {
      const x = f.random([rows, channels], 2)
      const branch = f.random([rows, channels])
      const gain = f.random([channels], 2)
      const [y, rstd] = [f.zeros([rows, channels]), f.zeros([rows])]
      rmsNormForward(f.kernel, { y, rstd, x, gain, epsilon })
      expectClose(f.read(y), rmsNorm(f.read(x), f.read(gain), epsilon), 1e-6)
      const sum = f.read(x).map((value, i) => Math.fround(value + (f.read(branch)[i] ?? 0)))
      rmsNormResidualForward(f.kernel, { y, rstd, x, branch, gain, epsilon })
      expect(f.read(x)).toEqual(sum)
      expectClose(f.read(y), rmsNorm(sum, f.read(gain), epsilon), 1e-6)

      const dy = f.random([rows, channels])
      const [dx, added, dGain] = [
        f.zeros([rows, channels]),
        f.zeros([rows, channels]),
        f.zeros([channels]),
      ]
      rmsNormBackward(f.kernel, { dy, rstd, x, dx, gain, dGain })
      const wantX = differences(sum, (x) => inner(rmsNorm(x, f.read(gain), epsilon), f.read(dy)))
      const wantGain = differences(f.read(gain), (g) => inner(rmsNorm(sum, g, epsilon), f.read(dy)))
      expectClose(f.read(dx), wantX, 1e-4)
      expectClose(f.read(dGain), wantGain, 1e-4)
      f.kernel.f32(added).fill(0.25)
      rmsNormBackwardAdd(f.kernel, { dy, rstd, x, dx: added, gain, dGain })
      expectClose(
        f.read(added),
        wantX.map((d) => d + 0.25),
        1e-4,
      )
    }
  })

  test(`${build}: a row means the same bits when zeros are appended and over is a constant`, async () => {
    const f = await fixture(build)
    for (const [narrow, wide] of [
      [64, 128],
      [192, 256],
      [256, 320],
    ] as const) {
      const x = f.random([2, narrow])
      const gain = f.random([narrow])
      const padded = f.zeros([2, wide])
      const paddedGain = f.random([wide])
      for (const row of [0, 1])
        f.kernel.f32(padded).set(f.read(x).slice(row * narrow, (row + 1) * narrow), row * wide)
      f.kernel.f32(paddedGain).set(f.read(gain))
      const [y, rstd] = [f.zeros([2, narrow]), f.zeros([2])]
      const [paddedY, paddedRstd] = [f.zeros([2, wide]), f.zeros([2])]
      rmsNormForward(f.kernel, { y, rstd, x, gain, epsilon, over: 64 })
      const padding = { y: paddedY, rstd: paddedRstd, x: padded, gain: paddedGain }
      rmsNormForward(f.kernel, { ...padding, epsilon, over: 64 })
      expect(f.read(paddedRstd)).toEqual(f.read(rstd))
      const leading = f.read(paddedY).filter((_, i) => i % wide < narrow)
      expect(leading).toEqual(f.read(y))
      expectClose(f.read(y), rmsNorm(f.read(x), f.read(gain), epsilon, 64), 1e-6)

      const dy = f.random([2, narrow])
      const [dx, dGain] = [f.zeros([2, narrow]), f.zeros([narrow])]
      rmsNormBackward(f.kernel, { dy, rstd, x, dx, gain, dGain, over: 64 })
      const loss = (x: readonly number[], g: readonly number[]) =>
        inner(rmsNorm(x, g, epsilon, 64), f.read(dy))
      expectClose(
        f.read(dx),
        differences(f.read(x), (x) => loss(x, f.read(gain))),
        1e-4,
      )
    }
  })

  test(`${build}: rmsNorm keeps zeros and lets NaN spoil its own row only`, async () => {
    const f = await fixture(build)
    const x = { ...f.floats([0, 0, 0, 1, Number.NaN, 2]), shape: [2, 3] }
    const [y, rstd, gain] = [f.zeros([2, 3]), f.zeros([2]), f.floats([1, 1, 1])]
    rmsNormForward(f.kernel, { y, rstd, x, gain, epsilon })
    expect(f.read(y)).toEqual([0, 0, 0, Number.NaN, Number.NaN, Number.NaN])
  })
}
