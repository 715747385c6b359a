import { expect, it } from 'vitest'
import { parseManifest } from './manifest.ts'

const withPrice = (price: string) =>
  parseManifest({
    slug: 'x',
    title: 'x',
    description: 'x',
    version: '1.0.0',
    price,
    input: {},
    output: {},
    examples: [{ title: 'one', request: {} }],
  })

it.each(['$0', '0', '$0.000000', '$0.0000001', '-1', 'free', ''])(
  'refuses the price %j, which is none above zero',
  (price) => {
    expect(withPrice(price)).toMatchObject({ ok: false, issues: [{ field: 'price' }] })
  },
)

it('takes the smallest price the token can pay', () => {
  expect(withPrice('$0.000001').ok).toBe(true)
})
