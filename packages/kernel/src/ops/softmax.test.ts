import { expect, test } from 'vitest'
import { differences, inner } from '../naive/differences.ts'
import { softmax } from '../naive/softmax.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { softmaxBackward, softmaxForward } from './softmax.ts'

for (const build of builds) {
  test(`${build}: softmax and its gradient agree with the naive form`, async () => {
    const f = await fixture(build)
    for (const columns of [1, 3, 4, 17, 66]) {
      const x = f.random([1, columns], 6)
      const [y, dy, dx] = [f.zeros([1, columns]), f.random([1, columns]), f.zeros([1, columns])]
      softmaxForward(f.kernel, { y, x, sharpness: 0.7 })
      expectClose(f.read(y), softmax(f.read(x), 0.7), 5e-7)
      softmaxBackward(f.kernel, { dy, y, dx, sharpness: 0.7 })
      const want = differences(f.read(x), (x) => inner(softmax(x, 0.7), f.read(dy)))
      expectClose(f.read(dx), want, 1e-5)
    }
  })

  test(`${build}: softmax of huge, impossible and undefined scores`, async () => {
    const f = await fixture(build)
    const row = (values: number[]) => {
      const x = { ...f.floats(values), shape: [1, values.length] }
      softmaxForward(f.kernel, { y: x, x })
      return f.read(x)
    }
    expect(row([1e38, -1e38, 0])).toEqual([1, 0, 0])
    expect(row([-Infinity, 5])).toEqual([0, 1])
    expect(row([Number.NaN, 5])).toEqual([Number.NaN, Number.NaN])
  })
}
