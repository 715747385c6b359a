const drink = (day: string, ml: Json, more: { [name: string]: Json } = {}) =>
  request({ method: 'POST', path: `/${day}`, body: { ml, ...more } })
const read = async (day: string) => (await request({ path: `/${day}` })).body

test('drinks count by the water in them and last', async () => {
  await drink('2026-11-20', 1000)
  await drink('2026-11-20', 500, { drink: 'beer', at: '20:15' })
  const { water, left, percent, drinks } = await read('2026-11-20')
  equal([water, left, percent], [1300, 700, 65])
  equal(drinks[1], { at: '20:15', drink: 'beer', ml: 500 })
})

test('days do not mix', async () => {
  await drink('2026-11-20', 300)
  equal((await read('2026-11-21')).water, 0)
})

test('a streak crosses months and forgives the unfinished day', async () => {
  for (const day of ['2026-02-27', '2026-02-28', '2026-03-01']) await drink(day, 2500)
  equal((await read('2026-03-01')).streak, 3)
  equal((await read('2026-03-02')).streak, 3)
  equal((await read('2026-03-03')).streak, 0)
})

test('a new goal judges all days anew', async () => {
  await drink('2026-11-20', 1500)
  equal((await read('2026-11-20')).streak, 0)
  equal((await request({ method: 'PUT', path: '/goal', body: { ml: 1500 } })).body, { goal: 1500 })
  equal((await read('2026-11-20')).streak, 1)
  equal((await request({ method: 'PUT', path: '/goal', body: { ml: 100 } })).status, 400)
})

test('the last drink can be taken back', async () => {
  await drink('2026-11-20', 300)
  const back = await request({ method: 'DELETE', path: '/2026-11-20' })
  equal(back.body.drinks, [])
  equal((await request({ method: 'DELETE', path: '/2026-11-20' })).status, 404)
})

test('days, drinks and times that are none are refused', async () => {
  for (const ml of [0, -1, 1.5, '250', null, 3001])
    equal((await drink('2026-11-20', ml)).status, 400, String(ml))
  for (const more of [{ drink: '<script>' }, { drink: '__proto__' }, { at: '24:00' }, { at: 9 }])
    equal((await drink('2026-11-20', 250, more as { [name: string]: Json })).status, 400)
  for (const day of ['', '2026-02-30', '__proto__', '20-11-2026', "'; --"])
    equal((await request({ path: `/${day}` })).status, 400, day)
  equal((await read('2026-11-20')).drinks, [])
})
