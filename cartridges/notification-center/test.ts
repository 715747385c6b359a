const at = '2026-11-20T12:00:00Z'
const show = (items: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { at, items, ...more } })
const note = (actor: string, time: string, more: { [key: string]: Json } = {}) => ({
  actor,
  verb: 'liked',
  subject: 'it',
  time,
  ...more,
})

test('who did the same is bundled, each person once', async () => {
  const texts = async (...names: string[]) =>
    (await show(names.map((name, index) => note(name, `2026-11-20T11:0${9 - index}:00Z`)))).body
      .days[0].notes[0].text
  equal(await texts('Ada'), 'Ada liked it')
  equal(await texts('Ada', 'Bob'), 'Ada and Bob liked it')
  equal(await texts('Ada', 'Bob', 'Ada', 'Cyd'), 'Ada and 2 others liked it')
})

test('days are those of the reader', async () => {
  const items = [
    note('A', '2026-11-19T23:30:00Z'),
    note('B', '2026-11-17T10:00:00Z'),
    note('C', '2026-11-01T10:00:00Z'),
  ]
  equal(
    (await show(items)).body.days.map((day: { label: string }) => day.label),
    ['Yesterday', 'Tuesday', '2026-11-01'],
  )
  equal((await show(items, { offset: '+01:00' })).body.days[0].label, 'Today')
})

test('times are relative to now', async () => {
  for (const [time, when] of [
    ['2026-11-20T11:59:30Z', 'just now'],
    ['2026-11-20T11:59:00Z', '1 minute ago'],
    ['2026-11-20T09:00:00Z', '3 hours ago'],
    ['2026-11-18T11:00:00Z', '2 days ago'],
    ['2026-11-20T13:00:00Z', 'just now'],
  ] as const)
    equal((await show([note('A', time)])).body.days[0].notes[0].when, when)
})

test('a bundle is unread while any of it is', async () => {
  const { body } = await show([
    note('A', '2026-11-20T11:00:00Z', { read: true }),
    note('B', '2026-11-20T10:00:00Z'),
    note('C', '2026-11-20T09:00:00Z', { verb: 'saw', read: true }),
  ])
  equal(body.unread, 1)
  match(body.html, /<p role="status">1 new<\/p>/)
  equal(
    (await show([])).body.html,
    '<section aria-label="Notifications"><p role="status">Nothing new</p></section>',
  )
})

test('names and subjects are text and links harmless', async () => {
  const { html } = (
    await show([
      note('<script>', '2026-11-20T11:00:00Z', { subject: '"><img>', url: '/a"onclick="b' }),
    ])
  ).body
  ok(!/<script|<img|"onclick/.test(html))
  equal((await show([note('A', at, { url: 'javascript:a()' })])).status, 400)
})

test('wrong items are refused by place, and without a moment the clock counts', async () => {
  for (const item of [
    5,
    { actor: 'A', verb: 'x', time: 'noon' },
    { actor: '', verb: 'x', time: at },
    { actor: 'A', time: at },
    note('A', at, { read: 'yes' }),
  ]) {
    const answer = await show([note('A', at), item as Json])
    equal(answer.status, 400)
    match(answer.body.error, /items\[1\]/)
  }
  equal((await show([], { offset: 'CET' })).status, 400)
  match(
    (await request({ method: 'POST', body: { items: [note('A', '2020-01-01T00:00:00Z')] } })).body
      .days[0].notes[0].when,
    /days ago/,
  )
})
