import { expect, it } from 'vitest'
import { fromBf16, toBf16 } from './bf16.ts'

it('rounds to the nearest bf16 and ties to the even one', () => {
  const step = 2 ** -7
  const rounded = fromBf16(
    toBf16(Float32Array.of(1 + 0.4 * step, 1 + 0.5 * step, 1 + 1.5 * step, -1 - 0.6 * step)),
  )
  expect([...rounded]).toEqual([1, 1, 1 + 2 * step, -1 - step])
})

it('leaves every number that is a bf16 as it is', () => {
  const all = Uint16Array.from({ length: 65_536 }, (_, i) => i)
  const back = toBf16(fromBf16(all))
  for (let i = 0; i < all.length; i++) {
    const isNan = (i & 0x7fff) > 0x7f80
    if (isNan) expect((back[i]! & 0x7fff) > 0x7f80).toBe(true)
    else if (back[i] !== i) expect(back[i]).toBe(i)
  }
})
