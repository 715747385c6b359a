const get = (path: string) => request({ method: 'GET', path })
const post = (path: string, body: Json = null) => request({ method: 'POST', path, body })
const remove = (path: string) => request({ method: 'DELETE', path })

test('a counter starts at zero and moves by one', async () => {
  equal((await post('/visits')).body, { name: 'visits', value: 1, changes: 1 })
  equal((await post('/visits')).body, { name: 'visits', value: 2, changes: 2 })
})

test('the value lasts between calls', async () => {
  await post('/visits', { by: 5 })
  const answer = await get('/visits')
  equal(answer.status, 200)
  equal(answer.body, { name: 'visits', value: 5, changes: 1 })
})

test('by may be negative and may be zero', async () => {
  await post('/stock', { by: 10 })
  equal((await post('/stock', { by: -13 })).body.value, -3)
  equal((await post('/stock', { by: 0 })).body, { name: 'stock', value: -3, changes: 3 })
})

test('the list is sorted by name and starts empty', async () => {
  equal((await get('/')).body, { count: 0, counters: [] })
  await post('/b')
  await post('/a', { by: 7 })
  equal((await get('/')).body, {
    count: 2,
    counters: [
      { name: 'a', value: 7, changes: 1 },
      { name: 'b', value: 1, changes: 1 },
    ],
  })
})

test('DELETE answers the last value and forgets the counter', async () => {
  await post('/visits', { by: 4 })
  const gone = await remove('/visits')
  equal(gone.body, { name: 'visits', value: 4, changes: 1 })
  equal((await get('/visits')).status, 404)
  equal((await remove('/visits')).status, 404)
})

test('a counter nobody made is not found, so nobody pays for it', async () => {
  const answer = await get('/nothing')
  equal(answer.status, 404)
  match(answer.body.hint, /POST \/nothing/)
})

test('the fifty-first counter is refused and the others still move', async () => {
  for (let i = 0; i < 50; i++) equal((await post(`/c${i}`)).status, 200)
  equal((await post('/one-more')).status, 409)
  equal((await post('/c7')).body.value, 2)
  await remove('/c7')
  equal((await post('/one-more')).status, 200)
})

test('a step that is no whole number is refused and changes nothing', async () => {
  await post('/visits')
  for (const by of ['1', 1.5, true, [], 1e300])
    equal((await post('/visits', { by })).status, 400, String(by))
  equal((await post('/visits', [1])).status, 400)
  equal((await post('/visits', 'text')).status, 400)
  equal((await get('/visits')).body.value, 1)
})

test('a sum past the safe whole numbers is refused', async () => {
  await post('/big', { by: Number.MAX_SAFE_INTEGER })
  equal((await post('/big', { by: 1 })).status, 400)
  equal((await get('/big')).body.value, Number.MAX_SAFE_INTEGER)
})

test('names are checked, so no path reaches the counters of another payer', async () => {
  for (const path of ['/..', '/a/b', '/A', '/-a', '/%2e', '/a b', `/${'x'.repeat(65)}`, '/ä'])
    equal((await post(path)).status, 400, path)
})

test('names of object members are ordinary names', async () => {
  equal((await get('/constructor')).status, 404)
  equal((await post('/constructor')).body.value, 1)
})

test('a payment that a caller writes into the request opens no other counters', async () => {
  await post('/visits', { by: 3 })
  const payment = { payer: '0xb0b', amount: '500', asset: '0xa', network: 'eip155:31337' }
  const answer = await request({ method: 'GET', path: '/visits', payment })
  equal(answer.body.value, 3)
})

test('POST without a name is refused with a hint', async () => {
  const answer = await post('/')
  equal(answer.status, 400)
  match(answer.body.hint, /POST/)
})
