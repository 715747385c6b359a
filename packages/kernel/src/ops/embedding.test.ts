import { expect, test } from 'vitest'
import { embedding, embeddingGradient } from '../naive/embedding.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { embeddingBackward, embeddingForward } from './embedding.ts'

const shapes = [
  [1, 1, 1],
  [3, 5, 7],
  [9, 33, 4],
] as const

for (const build of builds) {
  test(`${build}: embedding gathers rows and scatters their gradients back`, async () => {
    const f = await fixture(build)
    for (const [rows, channels, vocabulary] of shapes) {
      const table = f.random([vocabulary, channels])
      const ids = f.choose(rows, vocabulary)
      const out = f.zeros([rows, channels])
      embeddingForward(f.kernel, { out, table, ids })
      expect(f.read(out)).toEqual(embedding(f.read(table), f.readIntegers(ids), channels))
      const dOut = f.random([rows, channels])
      const dTable = f.zeros([vocabulary, channels])
      embeddingBackward(f.kernel, { dOut, dTable, ids })
      const want = embeddingGradient(f.read(dOut), f.readIntegers(ids), channels, vocabulary)
      expectClose(f.read(dTable), want, 1e-6)
    }
  })
}

test('embedding refuses ids of another type and a table of another width', async () => {
  const f = await fixture('scalar')
  const out = f.zeros([2, 3])
  const table = f.zeros([4, 3])
  expect(() => embeddingForward(f.kernel, { out, table, ids: f.floats([0, 1]) })).toThrow(/u32/)
  const ids = f.integers([0, 1])
  expect(() => embeddingForward(f.kernel, { out, table: f.zeros([4, 2]), ids })).toThrow(/shape/)
})
