const night = (day: string, bed: Json, up: Json, awake: Json = 0) =>
  request({ method: 'PUT', path: `/${day}`, body: { bed, up, awake } })
const summary = async (query = {}) => (await request({ path: '/', query })).body

test('a night may cross midnight or not', async () => {
  equal((await night('2026-11-20', '23:30', '06:00', 15)).body.asleep, 375)
  equal((await night('2026-11-21', '00:30', '06:00')).body.asleep, 330)
})

test('nights last and do not mix', async () => {
  await night('2026-11-20', '23:30', '06:00')
  await night('2026-11-21', '22:00', '06:00')
  equal((await request({ path: '/2026-11-20' })).body.bed, '23:30')
})

test('bed times on both sides of midnight meet there', async () => {
  await night('2026-11-20', '23:30', '07:30')
  await night('2026-11-21', '00:30', '07:30')
  const { bedTime, spread, average, debt } = await summary()
  equal([bedTime, spread, average, debt], ['00:00', 30, 450, 60])
})

test('the same bed time has no spread, and more sleep no debt', async () => {
  for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) await night(day, '22:00', '07:00')
  const { bedTime, spread, debt } = await summary()
  equal([bedTime, spread, debt], ['22:00', 0, 0])
  equal((await summary({ need: '600' })).debt, 180)
})

test('only the last seven nights count', async () => {
  await night('2026-11-01', '04:00', '05:00')
  for (let i = 10; i < 17; i++) await night(`2026-11-${i}`, '23:00', '07:00')
  const { nights, average } = await summary()
  equal([nights, average], [7, 480])
})

test('a deleted night is gone', async () => {
  await night('2026-11-20', '23:30', '06:00')
  equal((await request({ method: 'DELETE', path: '/2026-11-20' })).status, 200)
  equal((await request({ path: '/2026-11-20' })).status, 404)
})

test('times, days and needs that are none are refused', async () => {
  for (const bed of ['24:00', '9:00', 23, null, '<script>'])
    equal((await night('2026-11-20', bed, '06:00')).status, 400)
  equal((await night('2026-11-20', '05:00', '06:00', 60)).status, 400)
  equal((await night('2026-11-20', '05:00', '06:00', -5)).status, 400)
  for (const day of ['2026-11-31', '__proto__', '"><b>'])
    equal((await night(day, '23:00', '06:00')).status, 400)
  equal((await request({ path: '/', query: { need: '10' } })).status, 400)
})
