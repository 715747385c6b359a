type Row = { name: string; [field: string]: unknown }
const start = (body: Json = { at: 0 }, race = 'heat') =>
  request({ method: 'POST', path: `/${race}`, body })
const lap = (name: Json, at: number, method = 'POST') =>
  request({ method, path: '/heat/lap', body: { name, at } })
const rows = async (): Promise<Row[]> => (await request({ path: '/heat' })).body.standings

test('laps are differences and totals are not', async () => {
  await start({ at: 1000, metres: 400 })
  await lap('Ada', 61_000)
  const { body } = await lap('Ada', 123_450)
  equal(body.standings, [
    {
      place: 1,
      name: 'Ada',
      laps: ['1:00.00', '1:02.45'],
      total: '2:02.45',
      totalMs: 122_450,
      best: '1:00.00',
      unevenness: 1.23,
      pacePerKm: '2:33.06',
      finished: false,
      lapsBehind: 0,
      gap: '0:00.00',
    },
  ])
  equal(body.fastest, { name: 'Ada', lap: 1, time: '1:00.00' })
})

test('more laps lead, then less time; the gap is taken at the same lap', async () => {
  await start()
  await lap('Bob', 50_000)
  await lap('Ada', 52_000)
  await lap('Cyd', 55_500)
  await lap('Ada', 99_000)
  equal(
    (await rows()).map(({ name, lapsBehind, gap }) => [name, lapsBehind, gap]),
    [
      ['Ada', 0, '0:00.00'],
      ['Bob', 1, '0:00.00'],
      ['Cyd', 1, '0:03.50'],
    ],
  )
})

test('who has run all laps is finished and runs no more', async () => {
  await start({ at: 0, laps: 2 })
  await lap('Ada', 4_000_000)
  equal((await lap('Ada', 8_000_000)).body.standings[0].finished, true)
  equal((await rows())[0]?.total, '2:13:20.00')
  equal((await lap('Ada', 9_000_000)).status, 409)
})

test('a finger that bounces and a clock that runs back count nothing', async () => {
  await start({ at: 5000 })
  await lap('Ada', 15_000)
  for (const at of [15_100, 14_000, 5000]) equal((await lap('Ada', at)).status, 409)
  equal((await lap('Bob', 4000)).status, 409)
  equal((await rows()).length, 1)
})

test('a lap can be taken back, and with the last one the runner goes', async () => {
  await start()
  await lap('Ada', 1000)
  equal((await lap('Ada', 0, 'DELETE')).body.standings, [])
  equal((await lap('Ada', 0, 'DELETE')).status, 404)
})

test('races do not mix, start once, and the clock of the node will do', async () => {
  equal((await start(null)).status, 200)
  equal((await start()).status, 409)
  await start({ at: 0 }, 'other')
  equal((await request({ method: 'DELETE', path: '/other' })).body.race, 'other')
  equal((await request({ path: '/other' })).status, 404)
})

test('hostile names are only names, and what cannot be is refused', async () => {
  await start()
  for (const name of ['__proto__', '<script>"$&', 'constructor']) await lap(name, 1000)
  equal(
    (await rows()).map(({ name }) => name),
    ['__proto__', '<script>"$&', 'constructor'],
  )
  for (const name of [null, '', '  ', 7, 'x'.repeat(41)]) equal((await lap(name, 9000)).status, 400)
  for (const body of [{ at: -1 }, { at: 0.5 }, { laps: 101 }, { metres: '400' }] as Json[])
    equal((await start(body, 'next')).status, 400)
  for (const path of ['/', '/A b', '/heat/laps']) equal((await request({ path })).status, 400, path)
})
