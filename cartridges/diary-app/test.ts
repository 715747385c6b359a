const write = (day: string, text: Json) =>
  request({ method: 'PUT', path: `/${day}`, body: { text } })
const find = async (q: string) => (await request({ query: { q } })).body

test('a day brings back what lies a week, a month and years before', async () => {
  await write('2026-11-13', 'week')
  await write('2026-10-20', 'month')
  await write('2025-11-20', 'year')
  await write('2019-11-20', 'long ago')
  await write('2026-11-19', 'yesterday')
  const { words, lookBack } = (await write('2026-11-20', 'Went to the old lake.')).body
  equal(words, 5)
  equal(lookBack, [
    { ago: 'a week ago', day: '2026-11-13', text: 'week' },
    { ago: 'a month ago', day: '2026-10-20', text: 'month' },
    { ago: 'a year ago', day: '2025-11-20', text: 'year' },
    { ago: '7 years ago', day: '2019-11-20', text: 'long ago' },
  ])
})

test('days that a month or year does not have are left out', async () => {
  await write('2026-03-03', 'not a month before')
  await write('2027-02-28', 'not a leap day')
  equal((await write('2026-03-31', 'x')).body.lookBack, [])
  equal((await write('2028-02-29', 'y')).body.lookBack, [])
})

test('the search wants all words and forgives accents and case', async () => {
  await write('2026-11-18', 'Café with Zoë')
  await write('2026-11-20', `${'before '.repeat(20)}the CAFE by the lake${' after'.repeat(40)}`)
  const { found, hits } = await find('café')
  equal([found, hits[0].day, hits[1].excerpt], [2, '2026-11-20', 'Café with Zoë'])
  match(hits[0].excerpt, /^….*the CAFE by the lake.*…$/)
  equal((await find('zoe CAFÉ')).found, 1)
  equal((await find('zoe lake')).found, 0)
})

test('a streak may end yesterday and crosses years', async () => {
  for (const day of ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-05'])
    await write(day, 'a b')
  const streak = async (day: string) => (await request({ path: '/streak', query: { day } })).body
  equal(await streak('2026-01-01'), {
    streak: 3,
    longest: 3,
    wroteToday: true,
    entries: 4,
    words: 8,
  })
  equal((await streak('2026-01-02')).streak, 3)
  equal((await streak('2026-01-03')).streak, 0)
})

test('an entry is replaced, deleted and then gone', async () => {
  await write('2026-11-20', 'one')
  await write('2026-11-20', 'two')
  equal((await find('one')).found, 0)
  equal((await request({ method: 'DELETE', path: '/2026-11-20' })).body.text, 'two')
  equal((await request({ path: '/2026-11-20' })).status, 404)
})

test('hostile text is only text', async () => {
  const text = '<script>"$&</script> __proto__ {{day}}'
  equal((await write('2026-11-20', text)).body.text, text)
  equal((await find('$& </SCRIPT>')).hits[0].excerpt, text)
  equal((await find('__proto__')).found, 1)
})

test('a full month refuses and keeps what it has', async () => {
  let [kept, status] = [0, 200]
  for (; kept < 31 && status === 200; kept++)
    status = (await write(`2026-10-${String(kept + 1).padStart(2, '0')}`, 'ß'.repeat(4000))).status
  equal([status, kept], [409, 6])
  equal((await write('2026-11-20', 'ß'.repeat(4000))).status, 200)
})

test('days and texts that cannot be are refused', async () => {
  for (const text of ['', ' \n', 5, null, 'x'.repeat(4001)])
    equal((await write('2026-11-20', text)).status, 400)
  for (const day of ['2026-02-30', 'today', '__proto__', '<b>', '2026-11'])
    equal((await write(day, 'x')).status, 400, day)
  for (const q of ['', ' ', 'a b c d e f g', 'x'.repeat(101)])
    equal((await request({ query: { q } })).status, 400)
  equal((await request({ path: '/streak', query: { day: '2026-11-31' } })).status, 400)
})
