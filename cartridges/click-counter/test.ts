const click = (target: string, day: string, clicks: Json = 1) =>
  request({ method: 'POST', path: `/${target}`, query: { day }, body: { clicks } })
const look = async (target: string, day: string) =>
  (await request({ path: `/${target}`, query: { day } })).body

test('clicks add up by day and week', async () => {
  await click('buy', '2026-02-27')
  await click('buy', '2026-03-01', 3)
  equal((await click('buy', '2026-03-01', 4)).body, {
    target: 'buy',
    today: 7,
    week: 8,
    total30: 8,
    change: null,
    chart: '▁▁▁▁▂▁█',
  })
})

test('two targets do not mix', async () => {
  await click('a', '2026-03-01')
  await click('b', '2026-03-01', 5)
  equal((await look('a', '2026-03-01')).today, 1)
  equal((await request({ query: { day: '2026-03-01' } })).body.targets.length, 2)
})

test('a week is compared with the one before', async () => {
  await click('buy', '2026-03-01', 10)
  await click('buy', '2026-03-08', 15)
  equal((await look('buy', '2026-03-08')).change, 50)
})

test('thirty days are kept', async () => {
  for (let i = 1; i <= 31; i++) await click('buy', `2026-01-${String(i).padStart(2, '0')}`)
  equal((await look('buy', '2026-01-31')).total30, 30)
  equal((await look('buy', '2026-01-01')).today, 0)
})

test('DELETE forgets, and today is the default', async () => {
  await request({ method: 'POST', path: '/buy' })
  equal((await request({ path: '/buy' })).body.today, 1)
  equal((await request({ method: 'DELETE', path: '/buy' })).body.total30, 0)
})

test('bad days, counts and targets are refused', async () => {
  for (const day of ['2026-02-30', 'today', '2026-13-01', '<script>'])
    equal((await click('buy', day)).status, 400, day)
  for (const clicks of [0, -1, 1.5, '1', 10_001])
    equal((await click('buy', '2026-01-01', clicks)).status, 400)
  for (const target of ['__proto__', 'A', 'a/b', 'x'.repeat(61)])
    equal((await click(target, '2026-01-01')).status, 400)
})
