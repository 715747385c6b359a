const spend = (text: Json, day: Json = '2026-11-10') =>
  request({ method: 'POST', path: '/', body: { text, day } })
const budget = (tag: string, cents: Json) =>
  request({ method: 'PUT', path: `/budgets/${tag}`, body: { cents } })
const month = async (day = '2026-11-10') =>
  (await request({ path: '/2026-11', query: { day } })).body

test('a line is read wherever its marks stand', async () => {
  equal((await spend('Lunch #Food 12,5 with Bob')).body, {
    id: 1,
    day: '2026-11-10',
    cents: 1250,
    what: 'Lunch with Bob',
    tag: 'food',
    fixed: false,
  })
  for (const [text, cents] of [
    ['3 coffee', 300],
    ['1.234,50 laptop', 123_450],
    ['0.07 bag', 7],
    ['1,000 gift', 100_000],
  ] as const)
    equal((await spend(text)).body.cents, cents, text)
})

test('fixed costs are not carried on in the forecast', async () => {
  await spend('900 rent #home !fixed', '2026-11-01')
  await spend('100 food #food', '2026-11-05')
  const { total, forecast, tags } = await month()
  equal([total, forecast], [100_000, 120_000])
  equal(
    tags.map((row: { tag: string; forecast: number }) => [row.tag, row.forecast]),
    [
      ['food', 30_000],
      ['home', 90_000],
    ],
  )
})

test('a budget says what is left for each day that is ahead', async () => {
  await budget('food', 30_000)
  await spend('90 market #food')
  const [row] = (await month('2026-11-10')).tags
  equal([row.left, row.aDay], [21_000, 1000])
  const [over] = (await month('2026-12-01')).tags
  equal([over.left, over.aDay], [21_000, null])
  await spend('250 feast #food')
  equal((await month()).tags[0].aDay, 0)
  equal((await budget('food', 0)).body.budgets, [])
})

test('the usual month is the mean of three', async () => {
  for (const [day, amount] of [
    ['2026-06-01', '999'],
    ['2026-08-01', '100'],
    ['2026-09-30', '200'],
    ['2026-10-31', '300'],
  ] as const)
    await spend(`${amount} x`, day)
  equal((await month()).usual, 20_000)
})

test('a deleted expense counts no more and its number is not used again', async () => {
  await spend('5 tea')
  equal((await request({ method: 'DELETE', path: '/1' })).body.what, 'tea')
  equal((await month()).total, 0)
  equal((await request({ method: 'DELETE', path: '/1' })).status, 404)
  equal((await spend('5 tea')).body.id, 2)
})

test('hostile text is only text', async () => {
  const text = '<script>"$&</script> __proto__'
  equal((await spend(`${text} 5`)).body.what, text)
  await spend('5 #constructor')
  equal((await month()).tags[0].tag, 'constructor')
  equal((await budget('__proto__', 5)).status, 400)
})

test('a full ledger refuses and keeps what it has', async () => {
  let [kept, status] = [0, 200]
  for (; kept < 300 && status === 200; kept++) status = (await spend(`1 ${'ß'.repeat(110)}`)).status
  equal(status, 409)
  equal((await month()).total, (kept - 1) * 100)
})

test('amounts, days and tags that cannot be are refused', async () => {
  for (const text of ['', 'lunch', '0', '-5 x', '1.2345 x', '5 #a #b', '99999999 x', 5, null])
    equal((await spend(text)).status, 400, String(text))
  for (const day of ['2026-02-29', 'today', null, '2026-13-01', '__proto__'])
    equal((await spend('5 x', day)).status, 400, String(day))
  for (const cents of [-1, 0.5, '5', null]) equal((await budget('food', cents)).status, 400)
  for (const path of ['/2026-13', '/x', '/2026-1'])
    equal((await request({ path })).status, 400, path)
  equal((await month()).total, 0)
})
