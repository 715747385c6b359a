const add = (title: Json, from: Json, more = {}) =>
  request({ method: 'POST', path: '/work', body: { title, from, ...more } })
const see = async (from: string, to = from) =>
  (await request({ path: '/work', query: { from, to } })).body
const starts = async (from: string, to = from): Promise<string[]> =>
  (await see(from, to)).events.map((event: { from: string }) => event.from)

test('a weekly event comes every week until its last day', async () => {
  await add('Stand-up', '2026-11-23T09:30', {
    minutes: 15,
    repeat: { every: 'week', until: '2026-12-07' },
  })
  equal(await starts('2026-11-01', '2027-01-31'), [
    '2026-11-23T09:30',
    '2026-11-30T09:30',
    '2026-12-07T09:30',
  ])
  equal(await starts('2026-11-24', '2026-11-29'), [])
})

test('the 31st and leap days come only where they are', async () => {
  await add('Rent', '2027-01-31T08:00', { repeat: { every: 'month' } })
  equal(await starts('2027-01-01', '2027-06-01'), [
    '2027-01-31T08:00',
    '2027-03-31T08:00',
    '2027-05-31T08:00',
  ])
  await request({ method: 'DELETE', path: '/work/1' })
  await add('Leap', '2024-02-29T08:00', { repeat: { every: 'year' } })
  equal(await starts('2028-02-01', '2028-03-01'), ['2028-02-29T08:00'])
  equal(await starts('2027-02-01', '2027-03-05'), [])
})

test('rules are followed far into the future', async () => {
  await add('Tick', '1990-01-01T00:00', { minutes: 1, repeat: { every: 'day', interval: 2 } })
  equal((await starts('2089-12-01', '2090-12-31')).length, 198)
  await add('Moon', '1990-01-01T12:00', { repeat: { every: 'month', interval: 5 } })
  ok((await starts('2090-01-01', '2090-12-31')).some((at) => at.endsWith('-01T12:00')))
})

test('an event that began before the span and lasts into it is shown', async () => {
  await add('Fair', '2026-11-20T22:00', { minutes: 240 })
  equal(await starts('2026-11-21'), ['2026-11-20T22:00'])
})

test('clashes are told both ways, touching is no clash', async () => {
  await add('a', '2026-11-23T09:00')
  equal((await add('b', '2026-11-23T09:30')).body.clashes, [1])
  equal((await add('c', '2026-11-23T10:30')).body.clashes, [])
  const { events, clashes } = await see('2026-11-23')
  equal([events[0].clashes, clashes], [[2], 2])
})

test('free time is what lies between', async () => {
  await add('a', '2026-11-23T09:30')
  await add('b', '2026-11-23T10:00', { minutes: 120 })
  const query = { day: '2026-11-23', minutes: '45' }
  equal((await request({ path: '/work/free', query })).body.free, [
    { from: '2026-11-23T12:00', to: '2026-11-23T17:00', minutes: 300 },
  ])
})

test('a span with too much in it is refused, not cut', async () => {
  for (const title of ['a', 'b']) await add(title, '2026-01-01T07:00', { repeat: { every: 'day' } })
  equal((await see('2026-01-01', '2026-07-01')).clashes, 364)
  match((await see('2026-01-01', '2026-12-31')).error, /fewer days/)
})

test('a calendar that is full says so', async () => {
  let answer = await add('語'.repeat(120), '2026-11-23T09:00')
  for (let n = 0; n < 150 && answer.status === 201; n++)
    answer = await add('語'.repeat(120), `${1900 + n}-11-23T09:00`)
  equal(answer.status, 409)
  equal((await request({ method: 'DELETE', path: '/work/1' })).status, 200)
})

test('one day of many can be taken out', async () => {
  await add('Run', '2026-11-23T07:00', { repeat: { every: 'day' } })
  await request({ method: 'DELETE', path: '/work/1', query: { day: '2026-11-24' } })
  equal(await starts('2026-11-23', '2026-11-25'), ['2026-11-23T07:00', '2026-11-25T07:00'])
  const again = { method: 'DELETE', path: '/work/1', query: { day: '2026-11-24' } }
  equal((await request(again)).status, 404)
})

test('the iCalendar file escapes what titles hold and folds its lines', async () => {
  await add('Lunch; with, Ada\\\nBEGIN:VALARM <script>"$&"', '2026-11-23T12:00')
  await add('ä'.repeat(120), '2026-11-23T12:00', { repeat: { every: 'day', until: '2026-11-24' } })
  const { headers, body } = await request({ path: '/work/ics' })
  equal(headers['content-type'], 'text/calendar; charset=utf-8')
  ok(body.includes('SUMMARY:Lunch\\; with\\, Ada\\\\ BEGIN:VALARM <script>"$&"\r\n'))
  ok(body.includes('RRULE:FREQ=DAILY;INTERVAL=1;UNTIL=20261124T235959\r\n'))
  for (const line of body.split('\r\n')) ok(line.length <= 74, line)
})

test('days, rules and names that cannot be are refused', async () => {
  for (const from of [
    '2026-02-30T09:00',
    '2026-11-23',
    '2026-11-23T24:30',
    'soon',
    '9999-01-01T00:00',
    5,
    null,
  ])
    equal((await add('x', from)).status, 400, String(from))
  for (const title of ['', ' ', 'x'.repeat(121), 5, null])
    equal((await add(title, '2026-11-23T09:00')).status, 400)
  for (const repeat of [{}, [], 'week', { every: 'hour' }, { every: 'day', interval: 0 }])
    equal((await add('x', '2026-11-23T09:00', { repeat })).status, 400)
  equal((await add('x', '2026-11-23T09:00', { minutes: 0 })).status, 400)
  for (const path of ['/', '/A', '/__proto__', '/work/free/x', '/<b>'])
    equal((await request({ method: 'POST', path, body: {} })).status, 400, path)
  equal((await request({ path: '/work' })).status, 404)
  await add('x', '2026-11-23T09:00')
  match((await see('2026-11-23', '2026-11-22')).error, /days after/)
  match((await see('2026-01-01', '2028-01-01')).error, /400 days/)
  equal((await request({ path: '/work/free', query: { day: 'x' } })).status, 400)
  equal((await request({ method: 'DELETE', path: '/work/9' })).status, 404)
})
