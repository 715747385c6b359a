import { expect, test } from 'vitest'
import { rope } from '../naive/rope.ts'
import { builds, expectClose, fixture } from '../op-fixture.ts'
import { ropeAt, ropeBackward, ropeForward, ropeTable } from './rope.ts'

for (const build of builds) {
  test(`${build}: rope rotates halves of each head and backward undoes it`, async () => {
    const f = await fixture(build)
    const table = ropeTable(f.kernel, 20)
    const [batch, time, heads] = [2, 5, 3]
    const x = f.random([batch * time, heads * 32], 3)
    const before = f.read(x)
    ropeForward(f.kernel, { x, table, heads, time, start: 4 })
    expectClose(
      f.read(x),
      rope(before, heads, (row) => 4 + (row % time), 1),
      1e-6,
    )
    ropeBackward(f.kernel, { x, table, heads, time, start: 4 })
    expectClose(f.read(x), before, 1e-6)
    const one = f.random([2, heads * 32])
    const start = f.read(one)
    ropeAt(f.kernel, { x: one, table, heads }, f.integers([19, 0]))
    expectClose(
      f.read(one),
      rope(start, heads, (row) => (row === 0 ? 19 : 0), 1),
      1e-6,
    )
  })
}

test('rope refuses positions beyond its table', async () => {
  const f = await fixture('scalar')
  const table = ropeTable(f.kernel, 4)
  const x = f.zeros([5, 32])
  expect(() => ropeForward(f.kernel, { x, table, heads: 1, time: 5 })).toThrow(/table of 4/)
})
