const put = (path: string, body: Json, query = {}) => request({ method: 'PUT', path, body, query })
const get = (path: string, query = {}) => request({ path, query })

test('two keys do not mix and last between requests', async () => {
  await put('/a', { n: 1 })
  await put('/b', [2])
  equal((await get('/a')).body, { key: 'a', value: { n: 1 }, version: 1 })
  equal((await get('/b')).body.value, [2])
})

test('a stale version is refused and writes nothing', async () => {
  await put('/a', 1)
  await put('/a', 2, { version: '1' })
  equal((await put('/a', 3, { version: '1' })).status, 409)
  equal((await put('/a', 3, { version: '0' })).status, 409)
  equal((await get('/a')).body, { key: 'a', value: 2, version: 2 })
})

test('the list has pages and prefixes', async () => {
  for (const key of ['x1', 'x2', 'x3', 'y1']) await put(`/${key}`, key)
  equal((await get('/', { limit: '2' })).body, { keys: ['x1', 'x2'], next: 'x2' })
  equal((await get('/', { after: 'x2', prefix: 'x' })).body, { keys: ['x3'], next: null })
})

test('DELETE respects versions and forgets', async () => {
  await put('/a', 1)
  const stale = await request({ method: 'DELETE', path: '/a', query: { version: '7' } })
  equal(stale.status, 409)
  equal((await request({ method: 'DELETE', path: '/a' })).body, { key: 'a', deleted: true })
  equal((await get('/a')).status, 404)
})

test('the quota holds for new keys and not for old ones', async () => {
  for (let i = 0; i < 100; i++) await put(`/k${i}`, i)
  equal((await put('/more', 1)).status, 409)
  equal((await put('/k5', 'new')).status, 200)
})

test('bad keys, versions and sizes are refused', async () => {
  for (const path of ['/a/b', '/<script>', '/..%2f', `/${'x'.repeat(81)}`, '/$&'])
    equal((await put(path, 1)).status, 400, path)
  equal((await put('/a', 1, { version: 'x' })).status, 400)
  equal((await get('/', { limit: '0' })).status, 400)
  equal((await put('/a', 'x'.repeat(17_000))).status, 413)
})

test('__proto__ is a key like others', async () => {
  equal((await get('/__proto__')).status, 404)
  equal((await put('/__proto__', 'mine')).body.version, 1)
})
