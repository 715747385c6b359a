const tip = (body: Json) => request({ method: 'POST', body })
type Share = { name: string; amount: string }

test('the tip leaves the tax out', async () => {
  const { body } = await tip({ bill: '110.00', tax: '10', percent: 20 })
  equal([body.tip, body.total, body.percent], ['20.00', '130.00', 20])
})

test('shares add up to the total for all weights', async () => {
  for (const weights of [
    [1, 1, 1],
    [3, 2, 2],
    [20, 1],
    [7, 11, 13, 17],
  ]) {
    const guests = weights.map((weight, i) => ({ name: `g${i}`, weight }))
    const { body } = await tip({ bill: '99.97', percent: 17.5, guests })
    const cents = body.shares.map((share: Share) => Math.round(Number(share.amount) * 100))
    equal(
      cents.reduce((sum: number, share: number) => sum + share, 0),
      Math.round(Number(body.total) * 100),
    )
  }
})

test('who counts double pays double', async () => {
  const guests = [{ name: 'Family', weight: 2 }, { name: 'Ada' }]
  const { body } = await tip({ bill: '30', percent: 0, guests })
  equal(
    body.shares.map((share: Share) => share.amount),
    ['20.00', '10.00'],
  )
})

test('rounding goes up and tells what the tip comes to', async () => {
  const { body } = await tip({ bill: '40', percent: 15, roundTo: '5' })
  equal([body.total, body.tip, body.percent], ['50.00', '10.00', 25])
  equal((await tip({ bill: '40', percent: 0, roundTo: '5' })).body.total, '40.00')
})

test('hostile names are only names', async () => {
  const name = '<script>"$&__proto__'
  equal((await tip({ bill: '1', guests: [{ name }] })).body.shares[0].name, name)
})

test('wrong amounts and guests are refused', async () => {
  for (const body of [
    null,
    [],
    { bill: '-1' },
    { bill: '1.005' },
    { bill: '1e3' },
    { bill: '10', tax: '11' },
    { bill: '10', percent: '15' },
    { bill: '10', percent: -1 },
    { bill: '10', roundTo: '0' },
    { bill: '10', guests: [] },
    { bill: '10', guests: [{ name: 'Ada', weight: 0 }] },
    { bill: '10', guests: [{ name: '' }] },
  ] as Json[])
    equal((await tip(body)).status, 400, JSON.stringify(body))
})
