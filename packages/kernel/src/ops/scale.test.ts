import { expect, test } from 'vitest'
import { createKernel } from '../kernel.ts'
import { scale } from './scale.ts'

for (const build of ['scalar', 'simd128', 'relaxed'] as const) {
  test(`${build}: scale multiplies every element of an odd length`, async () => {
    const kernel = await createKernel({ build })
    const x = kernel.tensor([7, 5])
    const y = kernel.tensor([7, 5])
    kernel.f32(x).set(Array.from({ length: 35 }, (_, i) => i - 17))
    scale(kernel, x, y, 0.5)
    expect([...kernel.f32(y)]).toEqual(Array.from({ length: 35 }, (_, i) => (i - 17) / 2))
  })
}
