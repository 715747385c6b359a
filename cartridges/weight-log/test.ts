const weigh = (day: string, kg: Json) => request({ method: 'PUT', path: `/${day}`, body: { kg } })
const summary = async () => (await request({ path: '/' })).body

test('a day keeps its last weight, and days do not mix', async () => {
  await weigh('2026-11-19', 71)
  await weigh('2026-11-20', 72)
  await weigh('2026-11-20', 70.456)
  equal((await request({ path: '/2026-11-20' })).body, { day: '2026-11-20', kg: 70.46 })
  equal((await request({ path: '/2026-11-19' })).body.kg, 71)
})

test('one heavy day moves the trend by a tenth', async () => {
  await weigh('2026-11-19', 70)
  await weigh('2026-11-20', 75)
  equal((await summary()).trend, 70.5)
})

test('the pace and the day of the goal follow a straight line', async () => {
  for (const [day, kg] of [
    ['2026-11-20', 78],
    ['2026-11-06', 80],
    ['2026-11-13', 79],
  ] as const)
    await weigh(day, kg)
  await weigh('goal', 70)
  const { weekly, goal, reached, latest } = await summary()
  equal([weekly, goal, latest.day], [-1, 70, '2026-11-20'])
  match(reached, /^2027-0[12]-/)
  await weigh('goal', 90)
  equal((await summary()).reached, null)
})

test('an empty log has nothing to tell', async () => {
  equal(await summary(), {
    days: 0,
    latest: null,
    trend: null,
    weekly: null,
    goal: null,
    reached: null,
  })
  await weigh('2026-11-20', 70)
  equal((await summary()).weekly, null)
})

test('a deleted day is gone', async () => {
  await weigh('2026-11-20', 70)
  equal((await request({ method: 'DELETE', path: '/2026-11-20' })).body.kg, 70)
  equal((await request({ path: '/2026-11-20' })).status, 404)
  equal((await summary()).days, 0)
})

test('weights and days that are none are refused', async () => {
  for (const kg of ['70', null, 0, 401, [70]]) equal((await weigh('2026-11-20', kg)).status, 400)
  for (const day of ['2026-02-29', '__proto__', '<script>', 'x'.repeat(999)])
    equal((await weigh(day, 70)).status, 400)
  equal((await summary()).days, 0)
})
