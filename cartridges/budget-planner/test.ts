const food = { name: 'food', cents: 30000, carry: true }
const fun = { name: 'fun', cents: 5000 }
const plan = (month: string, envelopes: Json = [food, fun], income: Json = 40000) =>
  request({ method: 'PUT', path: `/${month}`, body: { income, envelopes } })
const spend = (day: string, envelope: string, cents: Json, what: Json = 'x') =>
  request({ method: 'POST', path: `/${day.slice(0, 7)}`, body: { envelope, cents, day, what } })
const row = async (month: string, at: number, query = {}) =>
  (await request({ path: `/${month}`, query })).body.envelopes[at]

test('spending takes from its envelope, and money that comes back returns to it', async () => {
  equal((await plan('2026-11')).body.unassigned, 5000)
  await spend('2026-11-05', 'food', 1250)
  const { body } = await spend('2026-11-06', 'food', -250)
  equal([body.spent, body.left], [1000, 34000])
  equal(body.envelopes[1], {
    name: 'fun',
    planned: 5000,
    carried: 0,
    spent: 0,
    left: 5000,
    perDay: null,
  })
})

test('what is left goes on if it carries, what is missing always', async () => {
  await plan('2026-11')
  await plan('2026-12')
  await plan('2027-01')
  await spend('2026-11-05', 'food', 10000)
  await spend('2026-11-05', 'fun', 1000)
  equal([(await row('2026-12', 0)).carried, (await row('2026-12', 1)).carried], [20000, 0])
  await spend('2026-11-06', 'fun', 6000)
  equal([(await row('2027-01', 0)).carried, (await row('2026-12', 1)).left], [50000, 3000])
  equal((await row('2027-01', 1)).carried, 0)
})

test('a month in between that was not planned ends the chain', async () => {
  await plan('2026-10')
  await plan('2026-12')
  equal((await row('2026-12', 0)).carried, 0)
})

test('the allowance of a day runs to the end of the month, that day included', async () => {
  await plan('2028-02')
  equal((await row('2028-02', 0, { today: '2028-02-20' })).perDay, 3000)
  equal((await row('2028-02', 0, { today: '2028-02-29' })).perDay, 30000)
  await spend('2028-02-01', 'fun', 9000)
  equal((await row('2028-02', 1, { today: '2028-02-20' })).perDay, 0)
})

test('a hole is filled from the fullest envelope first, as far as it goes', async () => {
  const few = [
    { name: 'a', cents: 100 },
    { name: 'b', cents: 300 },
    { name: 'c', cents: 0 },
  ]
  await plan('2026-11', few)
  equal((await spend('2026-11-01', 'c', 350)).body.moves, [
    { from: 'b', to: 'c', cents: 300 },
    { from: 'a', to: 'c', cents: 50 },
  ])
})

test('a new plan keeps what was spent, and months are listed and deleted', async () => {
  await plan('2026-11')
  await spend('2026-11-01', 'fun', 700)
  equal((await plan('2026-11', [food])).status, 409)
  equal((await plan('2026-11', [fun])).body.spent, 700)
  equal((await request({})).body.months, [{ month: '2026-11', income: 40000, spent: 700 }])
  await request({ method: 'DELETE', path: '/2026-11' })
  equal((await request({ path: '/2026-11' })).status, 404)
})

test('hostile names are only names', async () => {
  const names = ['__proto__', '<script>', '"$&"', 'constructor']
  await plan(
    '2026-11',
    names.map((name) => ({ name, cents: 1 })),
  )
  const { body } = await spend('2026-11-01', '__proto__', 1)
  equal(
    body.envelopes.map(({ name, left }: { name: string; left: number }) => [name, left]),
    [
      ['__proto__', 0],
      ['<script>', 1],
      ['"$&"', 1],
      ['constructor', 1],
    ],
  )
})

test('a month takes 200 spendings and not more', async () => {
  await plan('2026-11')
  for (let at = 0; at < 200; at++) await spend('2026-11-01', 'food', 1, '€'.repeat(60))
  equal((await spend('2026-11-01', 'food', 1)).status, 409)
  equal((await row('2026-11', 0)).spent, 200)
})

test('bad input is refused with a hint and changes nothing', async () => {
  const plans: [Json, Json?][] = [
    [[]],
    [[{ name: '', cents: 1 }]],
    [[{ name: 'a\n', cents: 1 }]],
    [[{ name: 'a', cents: 1.5 }]],
    [[{ name: 'a', cents: -1 }]],
    [[{ name: 'a', cents: 1, carry: 1 }]],
    [[fun, fun]],
    [[fun], 4999],
    [[fun], '5000'],
  ]
  for (const [envelopes, income] of plans) {
    const answer = await plan('2026-11', envelopes, income)
    equal(answer.status, 400, JSON.stringify(envelopes))
    ok(answer.body.hint)
  }
  await plan('2026-11')
  for (const [day, envelope, cents, what] of [
    ['2026-11-31', 'food', 1, ''],
    ['2026-11-00', 'food', 1, ''],
    ['2026-11-01', 'rent', 1, ''],
    ['2026-11-01', 'food', 0, ''],
    ['2026-11-01', 'food', '1', ''],
    ['2026-11-01', 'food', 1, 'x'.repeat(61)],
  ] as [string, string, Json, string][])
    equal((await spend(day, envelope, cents, what)).status, 400)
  equal((await request({ path: '/2026-13' })).status, 400)
  equal((await request({ path: '/2026-11', query: { today: '2026-12-01' } })).status, 400)
  equal((await row('2026-11', 0)).spent, 0)
})
