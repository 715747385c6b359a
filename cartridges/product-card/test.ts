const card = (more: { [key: string]: Json }) =>
  request({ method: 'POST', body: { name: 'Lamp', cents: 123456789, currency: 'EUR', ...more } })

test('prices are written as the region does', async () => {
  for (const [region, currency, price] of [
    ['en', 'USD', '$1,234,567.89'],
    ['de', 'EUR', '1.234.567,89\u00a0€'],
    ['fr', 'EUR', '1\u202f234\u202f567,89\u00a0€'],
    ['in', 'INR', '₹12,34,567.89'],
    ['en', 'JPY', '¥123,456,789'],
    ['en', 'CHF', 'CHF\u00a01,234,567.89'],
  ] as const)
    equal((await card({ region, currency })).body.price, price)
  equal((await card({ cents: 5 })).body.price, '€0.05')
})

test('a discount needs a lower price than that of the last 30 days', async () => {
  equal((await card({ cents: 667, lowest30Cents: 1000 })).body.discount, 33)
  equal((await card({ cents: 1000, lowest30Cents: 1000 })).body.discount, null)
  ok(!(await card({ cents: 1000, lowest30Cents: 900 })).body.html.includes('<s>'))
})

test('few votes are drawn to the middle', async () => {
  equal((await card({ ratings: [0, 0, 0, 0, 1] })).body.stars, 3.3)
  equal((await card({ ratings: [0, 0, 0, 0, 995] })).body.stars, 5)
  equal((await card({ ratings: [0, 0, 0, 0, 0] })).body.stars, null)
})

test('stock is said in words and in data', async () => {
  match((await card({ stock: 2 })).body.html, /Only 2 left/)
  match((await card({ stock: 0 })).body.jsonLd.offers.availability, /OutOfStock/)
  equal((await card({ cents: 1990 })).body.jsonLd.offers.price, '19.90')
})

test('names and addresses cannot break out', async () => {
  const { html } = (
    await card({ name: '<script>"$&"', url: '/a"onclick="b', image: '/i"onerror="c' })
  ).body
  ok(!/<script|"onclick|"onerror/.test(html))
})

test('wrong values are refused', async () => {
  for (const more of [
    { cents: -1 },
    { cents: 1.5 },
    { cents: '5' },
    { currency: 'constructor' },
    { region: 'xx' },
    { ratings: [1, 2] },
    { ratings: [1, 2, 3, 4, -5] },
    { stock: 'many' },
    { url: 'javascript:a()' },
    { name: '' },
  ] as { [key: string]: Json }[])
    equal((await card(more)).status, 400, JSON.stringify(more))
})
