const price = (model: string, quantity: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { model, quantity, ...more } })
const total = async (model: string, quantity: number, more: { [key: string]: Json }) =>
  (await price(model, quantity, more)).body.total
const tiers = [
  { upTo: 100, unitPrice: '0.10' },
  { upTo: 1000, unitPrice: '0.08', flatFee: '1' },
  { upTo: null, unitPrice: '0.05' },
]

test('each model has its own arithmetic', async () => {
  equal(await total('flat', 7, { unitPrice: '9.99' }), '9.99')
  equal(await total('unit', 7, { unitPrice: '0.1' }), '0.70')
  equal(await total('package', 101, { unitPrice: '5', packageSize: 100 }), '10.00')
  equal(await total('volume', 101, { tiers }), '9.08')
  equal(await total('graduated', 1001, { tiers }), '83.05')
})

test('edges of tiers belong to the lower one', async () => {
  equal(await total('volume', 100, { tiers }), '10.00')
  equal(await total('graduated', 100, { tiers }), '10.00')
  equal(await total('graduated', 101, { tiers }), '11.08')
  equal(await total('graduated', 0, { tiers }), '0.00')
})

test('buying more may cost less, and it says so', async () => {
  equal((await price('volume', 100, { tiers })).body.cheaperAt, { quantity: 101, total: '9.08' })
  equal((await price('volume', 50, { tiers })).body.cheaperAt, null)
})

test('money is rounded once and floats do not creep in', async () => {
  equal(await total('unit', 3, { unitPrice: '0.005' }), '0.02')
  equal(await total('unit', 1_000_000_000, { unitPrice: '0.000001' }), '1000.00')
  equal((await price('unit', 3, { unitPrice: '0.1' })).body.perUnit, '0.10')
})

test('discounts come before the minimum', async () => {
  const { body } = await price('unit', 10, { unitPrice: '1', discountPercent: 12.5, minimum: '9' })
  equal(
    [body.total, body.lines],
    [
      '9.00',
      [
        { text: '10 at 1.00', amount: '10.00' },
        { text: '12.5 % off', amount: '-1.25' },
        { text: 'up to the minimum', amount: '0.25' },
      ],
    ],
  )
})

test('gaps, odd numbers and unknown models are refused by name', async () => {
  for (const [model, quantity, more, reason] of [
    ['unit', -1, { unitPrice: '1' }, /quantity/],
    ['unit', 1.5, { unitPrice: '1' }, /quantity/],
    ['unit', 1, { unitPrice: 0.1 }, /unitPrice/],
    ['unit', 1, { unitPrice: '1e3' }, /unitPrice/],
    ['volume', 1, { tiers: [{ upTo: 5, unitPrice: '1' }] }, /last tier/],
    [
      'volume',
      1,
      {
        tiers: [
          { upTo: 5, unitPrice: '1' },
          { upTo: 5, unitPrice: '1' },
          { upTo: null, unitPrice: '1' },
        ],
      },
      /above 5/,
    ],
    ['constructor', 1, {}, /model/],
    ['package', 1, { unitPrice: '1' }, /packageSize/],
    ['unit', 1, { unitPrice: '1', currency: '<b>' }, /currency/],
  ] as [string, Json, { [key: string]: Json }, RegExp][]) {
    const answer = await price(model, quantity, more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
