const at = '2026-11-20T00:00:00Z'
const show = (incidents: Json, more: { [key: string]: Json } = {}) =>
  request({
    method: 'POST',
    body: { name: 'S', at, days: 10, components: ['api', 'web'], incidents, ...more },
  })
const incident = (from: string, to: string | null, more: { [key: string]: Json } = {}) => ({
  title: 'x',
  components: ['api'],
  impact: 'major',
  from: `2026-11-${from}:00Z`,
  to: to && `2026-11-${to}:00Z`,
  ...more,
})

test('overlapping outages count once', async () => {
  const { uptime } = (
    await show([incident('15T00:00', '15T12:00'), incident('15T06:00', '16T00:00')])
  ).body
  equal(uptime, { api: 90, web: 100 })
})

test('uptime is never rounded up and old outages only count inside the window', async () => {
  equal((await show([incident('15T00:00', '15T00:01')])).body.uptime.api, 99.993)
  equal((await show([incident('09T00:00', '11T00:00')])).body.uptime.api, 90)
})

test('what lasts decides the state now', async () => {
  equal((await show([incident('19T00:00', null)])).body.state, 'down')
  equal((await show([incident('19T00:00', null, { impact: 'minor' })])).body.state, 'impaired')
  equal((await show([incident('18T00:00', '19T00:00')])).body.state, 'up')
})

test('days have their colour and their words', async () => {
  const { html } = (
    await show([
      incident('18T10:00', '18T10:30'),
      incident('19T10:00', '19T11:00', { impact: 'minor' }),
    ])
  ).body
  match(html, /#cf3a2b"><title>2026-11-18: 30 min down/)
  match(html, /#dfa117"><title>2026-11-19: impaired/)
  equal(html.split('<rect').length - 1, 20)
})

test('titles, updates and components are text', async () => {
  const { html } = (
    await show([incident('19T00:00', null, { title: '<script>$&{{rows}}', update: '</p><img>' })], {
      name: '"><b>',
    })
  ).body
  ok(!/<script|<img/.test(html))
  ok(html.includes('<h1>&#34;&#62;&#60;b&#62;</h1>'))
})

test('strangers among components and wrong times are refused, and the clock counts without a moment', async () => {
  for (const item of [
    5,
    incident('19T00:00', '18T00:00'),
    { ...incident('19T00:00', null), components: ['db'] },
    { ...incident('19T00:00', null), impact: 'huge' },
    { ...incident('19T00:00', null), from: 'now' },
  ] as Json[]) {
    const answer = await show([item])
    equal(answer.status, 400)
    match(answer.body.error, /incidents\[0\]/)
  }
  equal(
    (await request({ method: 'POST', body: { name: 'S', components: ['a'], incidents: [] } })).body
      .uptime,
    { a: 100 },
  )
})
