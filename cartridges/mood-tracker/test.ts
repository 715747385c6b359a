const note = (day: string, mood: Json, tags: Json = [], text: Json = '') =>
  request({ method: 'PUT', path: `/${day}`, body: { mood, tags, note: text } })
const report = async (period = '2026-11') => (await request({ path: `/${period}` })).body
const nth = (index: number) => `2026-11-${String(index + 1).padStart(2, '0')}`

test('a day has one mood, and the last word counts', async () => {
  await note('2026-11-20', 2, ['Run', 'run', 'friends'])
  equal((await note('2026-11-20', 4, ['Run', 'run', 'friends'], 'Lake')).body, {
    day: '2026-11-20',
    word: 'good',
    mood: 4,
    tags: ['friends', 'run'],
    note: 'Lake',
  })
  equal((await request({ path: '/2026-11-20' })).body.mood, 4)
  equal((await report()).days, 1)
})

test('what goes with a better mood is found, and what does not is not', async () => {
  for (let i = 0; i < 20; i++)
    await note(nth(i), i % 2 === 0 ? 4 + (i % 4) / 2 : 2, [
      ...(i % 2 === 0 ? ['run'] : ['late']),
      ...(i % 5 < 2 ? ['tea'] : []),
    ])
  const { effects, mean, swing } = await report()
  equal(
    effects.map(({ tag, difference }: { tag: string; difference: number }) => [tag, difference]),
    [
      ['run', 2.5],
      ['late', -2.5],
    ],
  )
  ok(effects[0].luck < 0.02)
  equal([mean, swing], [3.25, 2.53])
})

test('two days are no evidence', async () => {
  for (let i = 0; i < 8; i++) await note(nth(i), i < 2 ? 5 : 1, i < 2 ? ['cake'] : [])
  equal((await report()).effects, [])
})

test('months and years are periods, and days of the week are told', async () => {
  await note('2026-10-31', 1)
  for (const day of ['2026-11-02', '2026-11-09', '2026-11-16']) await note(day, 5)
  const { days, weekdays, counts } = await report()
  equal([days, weekdays], [3, [{ name: 'mon', mean: 5 }]])
  equal(counts[4], { word: 'great', days: 3 })
  equal((await report('2026')).days, 4)
  equal((await report('2025')).mean, null)
})

test('a deleted mood is gone', async () => {
  await note('2026-11-20', 3)
  equal((await request({ method: 'DELETE', path: '/2026-11-20' })).status, 200)
  equal((await request({ path: '/2026-11-20' })).status, 404)
})

test('hostile notes are only notes, and names of the language are only tags', async () => {
  const text = '<script>"$&</script> __proto__'
  equal((await note('2026-11-20', 3, ['constructor'], text)).body.note, text)
  for (const tag of ['<b>', '__proto__', '', '"', 'x'.repeat(25)])
    equal((await note('2026-11-20', 3, [tag])).status, 400, tag)
})

test('a full year refuses and keeps what it has', async () => {
  let [kept, status] = [0, 200]
  for (; kept < 120 && status === 200; kept++) {
    const day = new Date(Date.UTC(2026, 0, kept + 1)).toISOString().slice(0, 10)
    status = (await note(day, 3, [], 'ß'.repeat(200))).status
  }
  equal(status, 409)
  equal((await report('2026')).days, kept - 1)
})

test('moods, notes and days that cannot be are refused', async () => {
  for (const mood of [0, 6, 2.5, '3', null]) equal((await note('2026-11-20', mood)).status, 400)
  equal((await note('2026-11-20', 3, 'run')).status, 400)
  equal((await note('2026-11-20', 3, Array.from('abcdefghi'))).status, 400)
  equal((await note('2026-11-20', 3, [], 'x'.repeat(201))).status, 400)
  for (const path of ['/', '/2026-02-30', '/2026-13', '/today', '/<script>'])
    equal((await request({ path })).status, 400, path)
  equal((await request({ method: 'PUT', path: '/2026-11', body: { mood: 3 } })).status, 400)
})
