import { test } from 'vitest'
import { gemv as naive } from '../naive/gemv.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { gemv, gemvTransposed } from './gemv.ts'

for (const build of builds) {
  test(`${build}: few rows times a matrix in both layouts`, async () => {
    const f = await fixture(build)
    for (const [rows, depth, columns] of [
      [1, 1, 1],
      [1, 33, 70],
      [4, 17, 37],
      [6, 5, 9],
    ] as const) {
      const [x, w] = [f.random([rows, depth]), f.random([depth, columns])]
      const [bias, y] = [f.random([columns]), f.zeros([rows, columns])]
      const want = naive(f.read(x), f.read(w), f.read(bias), depth)
      gemv(f.kernel, { y, x, w, bias })
      expectClose(f.read(y), want, 2e-6)
      const turned = f.zeros([columns, depth])
      const numbers = f.read(w)
      f.kernel
        .f32(turned)
        .set(numbers.map((_, i) => numbers[(i % depth) * columns + Math.floor(i / depth)]!))
      gemvTransposed(f.kernel, { y, x, w: turned, bias })
      expectClose(f.read(y), want, 2e-6)
    }
  })
}
