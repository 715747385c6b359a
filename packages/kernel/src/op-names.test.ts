import { expect, test } from 'vitest'
import { createKernel } from './kernel.ts'
import { opNames } from './op-names.ts'

for (const build of ['scalar', 'simd128', 'relaxed'] as const) {
  test(`${build}: opNames lists exactly the exported functions`, async () => {
    const { ops } = await createKernel({ build })
    const exported = Object.entries(ops).filter(([, value]) => typeof value === 'function')
    expect([...opNames].sort()).toEqual(exported.map(([name]) => name).sort())
  })
}
