const count = async (from: string, to: string, more = {}) =>
  (await request({ query: { from, to, ...more } })).body

test('calendar parts borrow from months as they are', async () => {
  const { parts, words, days } = await count('2024-01-31T10:00', '2025-03-01T09:30')
  equal(parts, { years: 1, months: 1, days: 0, hours: 23, minutes: 30, seconds: 0 })
  equal([words, days], ['1 year, 1 month, 23 hours', 394])
  equal((await count('2023-01-31', '2023-03-01')).words, '1 month, 1 day')
  equal((await count('2024-02-29', '2025-02-28')).words, '1 year')
})

test('offsets count, and a plus that became a blank too', async () => {
  for (const to of ['2026-11-21T02:00+01:00', '2026-11-21T02:00 01:00', '2026-11-20T20:00-05:00'])
    equal((await count('2026-11-21T00:00', to)).seconds, 3600, to)
})

test('what has passed counts up', async () => {
  const { passed, days, words, next } = await count('2026-11-21', '2026-08-20')
  equal([passed, days, words], [true, 93, '3 months, 1 day'])
  equal(next, { days: 100, at: '2026-11-28T00:00:00Z' })
})

test('working days leave out weekends and holidays and the last day', async () => {
  equal((await count('2026-11-20', '2026-11-27')).workdays, 5)
  equal(
    (await count('2026-11-20', '2026-11-27', { holidays: '2026-11-26,2026-11-22' })).workdays,
    4,
  )
  equal((await count('2026-11-20', '2026-11-27', { off: 'fri' })).workdays, 6)
  equal((await count('1960-01-04', '1960-01-11')).workdays, 5)
})

test('the next round number is a moment', async () => {
  const { next } = await count('2026-11-21T12:00', '2026-12-24T18:00')
  equal(next, { days: 25, at: '2026-11-29T18:00:00Z' })
  equal((await count('2026-11-21', '2026-11-21T05:00')).next, null)
})

test('the clock of the node counts when no start is given', async () => {
  equal((await request({ query: { to: '2199-01-01' } })).body.passed, false)
  equal((await request({ query: { to: '1900-01-01' } })).body.passed, true)
})

test('moments, days and names that are none are refused', async () => {
  for (const to of [
    '',
    'soon',
    '2026-02-30',
    '2026-11-21T25:00',
    '3026-01-01',
    '<script>',
    '__proto__',
  ])
    equal((await request({ query: { to, from: '2026-11-21' } })).status, 400, to)
  for (const more of [{ from: '"$&' }, { off: 'sunday' }, { holidays: '2026-11-31' }])
    equal((await request({ query: { to: '2026-11-21', ...more } })).status, 400)
  equal((await request({ query: { to: '2026-11-21'.repeat(500) } })).status, 400)
})
