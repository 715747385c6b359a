const plan = (more: { [key: string]: Json }) =>
  request({
    method: 'POST',
    body: {
      service: 'Shop',
      from: '2026-11-20T22:00:00Z',
      to: '2026-11-20T23:00:00Z',
      at: '2026-11-20T22:30:00Z',
      ...more,
    },
  })

test('before, during and over are told apart at their edges', async () => {
  for (const [at, phase, status] of [
    ['21:59:59', 'before', 200],
    ['22:00:00', 'during', 503],
    ['22:59:59', 'during', 503],
    ['23:00:00', 'over', 200],
  ] as const) {
    const { body } = await plan({ at: `2026-11-20T${at}Z` })
    equal([body.phase, body.status], [phase, status])
  }
})

test('while it lasts the headers say when to come again', async () => {
  const { body } = await plan({ at: '2026-11-20T22:59:30.500Z' })
  equal(body.headers, { 'retry-after': '30', 'cache-control': 'no-store' })
  equal((await plan({ at: '2026-11-20T21:00:00Z' })).body.headers, { 'cache-control': 'no-cache' })
})

test('times are shown in every place, with the day when it changes', async () => {
  const { html } = (
    await plan({ offsets: { Tokyo: '+09:00', 'New York': '-05:00', Berlin: '+01:30' } })
  ).body
  match(html, /Tokyo<\/th><td>2026-11-21 07:00 to 08:00/)
  match(html, /New York<\/th><td>2026-11-20 17:00 to 18:00/)
  match(html, /Berlin<\/th><td>2026-11-20 23:30 to 2026-11-21 00:30/)
})

test('without a moment the clock counts', async () => {
  const { body } = await request({
    method: 'POST',
    body: { service: 'x', from: '2020-01-01T00:00:00Z', to: '2020-01-01T01:00:00Z' },
  })
  equal(body.phase, 'over')
})

test('words are text', async () => {
  const { html } = (
    await plan({
      service: '<script>$&{{times}}',
      reason: '</p><img>',
      stillWorks: ['<b>'],
      offsets: { '<i>': '+00:00' },
    })
  ).body
  ok(!/<script|<img|<b>|<i>/.test(html))
})

test('wrong times, lists and offsets are refused', async () => {
  for (const more of [
    { to: '2026-11-20T22:00:00Z' },
    { to: '2026-12-20T22:00:00Z' },
    { from: 'soon' },
    { at: 1 },
    { offsets: { x: 'CET' } },
    { offsets: { x: '+15:00' } },
    { stillWorks: [1] },
    { service: '' },
  ] as { [key: string]: Json }[])
    equal((await plan(more)).status, 400, JSON.stringify(more))
})
