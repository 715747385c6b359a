const people = ['Ada', 'Bob', 'Cyd']
const start = (name = 'trip') => request({ method: 'POST', path: `/${name}`, body: { people } })
const spend = (body: Json) => request({ method: 'POST', path: '/trip/expenses', body })
type Row = { name: string; balance: number }

test('odd cents go to the first people and nothing is lost', async () => {
  await start()
  const { body } = await spend({ payer: 'Ada', cents: 1000, what: 'Taxi' })
  equal(
    body.balances.map((row: Row) => row.balance),
    [666, -333, -333],
  )
  equal(body.transfers, [
    { from: 'Bob', to: 'Ada', cents: 333 },
    { from: 'Cyd', to: 'Ada', cents: 333 },
  ])
})

test('an expense may be for some only', async () => {
  await start()
  const { body } = await spend({ payer: 'Ada', cents: 500, for: ['Cyd'] })
  equal(body.transfers, [{ from: 'Cyd', to: 'Ada', cents: 500 }])
})

test('debts that cancel need no transfer', async () => {
  await start()
  for (const payer of people) await spend({ payer, cents: 300 })
  const { body } = await request({ path: '/trip' })
  equal([body.total, body.transfers], [900, []])
})

test('a removed expense counts no more and its number is not used again', async () => {
  await start()
  await spend({ payer: 'Ada', cents: 300 })
  equal((await request({ method: 'DELETE', path: '/trip/expenses/1' })).body.total, 0)
  equal((await spend({ payer: 'Bob', cents: 300 })).body.expenses[0].id, 2)
})

test('groups do not mix', async () => {
  await start()
  await start('home')
  await spend({ payer: 'Ada', cents: 300 })
  equal((await request({ path: '/home' })).body.total, 0)
})

test('hostile names are only names', async () => {
  const hostile = ['__proto__', '<script>', '"$&"']
  await request({ method: 'POST', path: '/trip', body: { people: hostile } })
  const { body } = await spend({ payer: '__proto__', cents: 3 })
  equal(
    body.balances.map((row: Row) => [row.name, row.balance]),
    [
      ['__proto__', 2],
      ['<script>', -1],
      ['"$&"', -1],
    ],
  )
})

test('a full group refuses and keeps what it has', async () => {
  await start()
  let [kept, status] = [0, 200]
  while (status === 200 && kept < 400) {
    status = (await spend({ payer: 'Ada', cents: 1, what: 'ß'.repeat(80) })).status ?? 0
    if (status === 200) kept += 1
  }
  equal(status, 409)
  equal((await request({ path: '/trip' })).body.expenses.length, kept)
})

test('what is wrong is refused and changes nothing', async () => {
  await start()
  for (const body of [
    null,
    { payer: 'Eve', cents: 1 },
    { payer: 'Ada', cents: 0 },
    { payer: 'Ada', cents: 1.5 },
    { payer: 'Ada', cents: '5' },
    { payer: 'Ada', cents: 1, for: [] },
    { payer: 'Ada', cents: 1, for: ['Bob', 'Bob'] },
    { payer: 'Ada', cents: 1, for: ['Eve'] },
    { payer: 'Ada', cents: 1, what: 'x'.repeat(81) },
  ] as Json[])
    equal((await spend(body)).status, 400, JSON.stringify(body))
  equal((await request({ path: '/trip' })).body.expenses, [])
  equal((await start()).status, 409)
  equal((await request({ path: '/none' })).status, 404)
})
