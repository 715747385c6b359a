const make = (body: Json, name = 'run') => request({ method: 'PUT', path: `/${name}`, body })
const mark = (day: string, more: { [field: string]: Json } = {}, name = 'run') =>
  request({ method: 'POST', path: `/${name}`, body: { day, ...more } })
const look = async (day: string, name = 'run') =>
  (await request({ path: `/${name}`, query: { day } })).body

test('only the days that are asked for make and break a streak', async () => {
  await make({ on: 'mon,wed,fri' })
  // 2026-11-16 is a Monday.
  for (const day of ['2026-11-16', '2026-11-18', '2026-11-20']) await mark(day)
  equal((await look('2026-11-22')).streak, 3)
  const { streak, longest, due, percent } = await look('2026-11-24')
  equal([streak, longest, due, percent], [0, 3, false, 75])
})

test('a day that is not over does not break a streak, and is due', async () => {
  await make({})
  await mark('2026-11-19')
  await mark('2026-11-20')
  const { streak, due, fortnight } = await look('2026-11-21')
  equal([streak, due, fortnight], [2, true, '...........##.'])
})

test('an excused day neither counts nor breaks', async () => {
  await make({})
  for (const day of ['2026-02-27', '2026-03-01']) await mark(day)
  await mark('2026-02-28', { skip: true })
  const { streak, fortnight } = await look('2026-03-01')
  equal([streak, fortnight.slice(-3)], [2, '#-#'])
})

test('so many times a week is counted in weeks', async () => {
  await make({ times: 2 })
  for (const day of ['2026-11-02', '2026-11-08', '2026-11-09', '2026-11-10', '2026-11-16'])
    await mark(day)
  const now = await look('2026-11-20')
  equal([now.streak, now.unit, now.due], [2, 'weeks', true])
  await mark('2026-11-21')
  const then = await look('2026-11-22')
  equal([then.streak, then.due], [3, false])
  equal((await look('2026-11-29')).streak, 3)
  equal((await look('2026-11-30')).streak, 0)
})

test('a mark is taken back and marking twice counts once', async () => {
  await make({})
  await mark('2026-11-20')
  equal((await mark('2026-11-20')).body.streak, 1)
  const back = await request({ method: 'DELETE', path: '/run/2026-11-20' })
  equal(back.body.streak, 0)
  equal((await request({ method: 'DELETE', path: '/run/2026-11-20' })).status, 404)
})

test('habits do not mix, and a new rule judges the same marks', async () => {
  await make({ on: 'mon' })
  await make({}, 'read')
  await mark('2026-11-18')
  equal((await request({ path: '/', query: { day: '2026-11-18' } })).body.due, ['read'])
  equal((await make({ on: 'wed' })).body, { habit: 'run', asks: 'wed', marked: 1 })
  equal((await look('2026-11-18')).streak, 1)
  equal((await request({ method: 'DELETE', path: '/read' })).status, 200)
  equal((await request({ path: '/', query: { day: '2026-11-18' } })).body.habits.length, 1)
})

test('rules, names and days that cannot be are refused', async () => {
  for (const body of [
    null,
    { on: '' },
    { on: 'someday' },
    { times: 0 },
    { times: 8 },
    { times: '3' },
    { on: 'mon', times: 3 },
    { on: 'mon,'.repeat(50) },
  ] as Json[])
    equal((await make(body)).status, 400, JSON.stringify(body))
  for (const path of ['/<script>', '/__proto__', '/"$&', `/${'x'.repeat(31)}`])
    equal((await request({ method: 'PUT', path, body: {} })).status, 400, path)
  equal((await mark('2026-11-20')).status, 404)
  await make({})
  for (const day of ['2026-02-30', 'today', '__proto__']) equal((await mark(day)).status, 400, day)
  equal((await request({ path: '/' })).status, 400)
})
