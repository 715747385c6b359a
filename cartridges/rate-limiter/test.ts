const ask = async (client: string, at: number, query = {}) =>
  (
    await request({
      path: `/${client}`,
      query: { rate: '2/second', at: String(at), ...query },
    })
  ).body

test('a burst is allowed and what is over it waits', async () => {
  equal(await ask('a', 1000), {
    client: 'a',
    allowed: true,
    remaining: 1,
    retryAfterMs: 0,
    resetAfterMs: 500,
  })
  equal((await ask('a', 1000)).remaining, 0)
  const third = await ask('a', 1100)
  equal([third.allowed, third.retryAfterMs], [false, 400])
})

test('a refused call costs nothing, and time refills', async () => {
  await ask('a', 0)
  await ask('a', 0)
  for (let i = 0; i < 5; i++) equal((await ask('a', 499)).allowed, false)
  equal((await ask('a', 500)).allowed, true)
  equal((await ask('a', 999_999)).remaining, 1)
})

test('two clients do not mix', async () => {
  await ask('a', 0, { cost: '2' })
  equal((await ask('a', 0)).allowed, false)
  equal((await ask('b', 0)).allowed, true)
})

test('a cost of zero only looks', async () => {
  await ask('a', 0)
  equal((await ask('a', 0, { cost: '0' })).remaining, 1)
  equal((await ask('a', 0, { cost: '0' })).remaining, 1)
})

test('without a moment the clock counts, and DELETE forgets', async () => {
  const path = '/203.0.113.7'
  const query = { rate: '1/day' }
  equal((await request({ path, query })).body.allowed, true)
  equal((await request({ path, query })).body.allowed, false)
  await request({ method: 'DELETE', path })
  equal((await request({ path, query })).body.allowed, true)
})

test('bad rules and clients are refused', async () => {
  for (const query of [
    { rate: '0/second' },
    { rate: '5/century' },
    { rate: '5/constructor' },
    { burst: '0' },
    { burst: 'x' },
    { cost: '-1' },
    { cost: '61' },
    { at: 'now' },
  ])
    equal((await request({ path: '/a', query })).status, 400, JSON.stringify(query))
  for (const path of ['/', '/a/b', '/<script>', `/${'x'.repeat(101)}`])
    equal((await request({ path })).status, 400, path)
})
