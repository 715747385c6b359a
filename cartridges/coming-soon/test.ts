const page = (more: { [key: string]: Json }) =>
  request({
    method: 'POST',
    body: { title: 'Lamp', opens: '2026-12-01T00:00:00Z', at: '2026-11-20T00:00:00Z', ...more },
  })
const left = async (at: string) => (await page({ at })).body.left

test('what is left is said in its two largest units', async () => {
  equal(await left('2026-11-20T00:00:00Z'), '11 days')
  equal(await left('2026-11-29T22:59:00Z'), '1 day and 1 hour')
  equal(await left('2026-11-30T23:58:30Z'), '2 minutes')
  equal(await left('2026-11-30T21:30:00Z'), '2 hours and 30 minutes')
})

test('from the moment on it is open', async () => {
  const { body } = await page({ at: '2026-12-01T00:00:00Z' })
  equal([body.isOpen, body.left], [true, 'now'])
  ok(body.html.includes('It is open.') && !body.html.includes('calendar,'))
})

test('progress runs from the announcement and stays within its bar', async () => {
  equal((await page({ announced: '2026-11-11T00:00:00Z' })).body.progress, 45)
  equal((await page({ announced: '2026-11-25T00:00:00Z' })).body.progress, 0)
  equal((await page({})).body.progress, null)
})

test('without a moment the clock counts', async () => {
  const { body } = await request({
    method: 'POST',
    body: { title: 'x', opens: '2020-01-01T00:00:00Z' },
  })
  equal(body.isOpen, true)
})

test('titles are text in the page and in the calendar', async () => {
  const { html } = (await page({ title: '<script>\'"\r\nATTENDEE:x; {{left}}', text: '</p><img>' }))
    .body
  ok(!/<script|<img/.test(html))
  const ics = decodeURIComponent(/text\/calendar,([^"]*)"/.exec(html)?.[1] ?? '')
  match(ics, /SUMMARY:<script>'" {2}ATTENDEE:x\\; \{\{left\}\}\r\n/)
})

test('wrong moments and colours are refused', async () => {
  for (const more of [
    { opens: 'soon' },
    { opens: '2026-12-01' },
    { at: 5 },
    { announced: '2026-12-01T00:00:00Z' },
    { accent: 'red;}' },
    { title: '' },
  ] as { [key: string]: Json }[])
    equal((await page(more)).status, 400, JSON.stringify(more))
})
