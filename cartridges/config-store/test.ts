const set = (layer: string, body: Json) => request({ method: 'POST', path: `/${layer}`, body })
const read = async (layers: string) => (await request({ query: { layers } })).body

test('the last layer wins and every value tells its origin', async () => {
  await set('base', { 'db.host': 'localhost', retries: 3 })
  await set('prod', { 'db.host': 'db1' })
  equal(await read('base,prod'), {
    values: { 'db.host': 'db1', retries: 3 },
    from: { 'db.host': 'prod', retries: 'base' },
  })
  equal((await read('prod,base')).values['db.host'], 'localhost')
})

test('two layers do not mix', async () => {
  await set('a', { x: 1 })
  await set('b', { y: 2 })
  equal((await read('a')).values, { x: 1 })
  equal((await read('b')).values, { y: 2 })
})

test('references are filled in from stronger layers, and circles stay', async () => {
  await set('base', { host: 'h', url: 'http://{{host}}/$&', a: '{{b}}', b: '{{a}}', c: '{{none}}' })
  await set('prod', { host: 'p' })
  const { values } = await read('base,prod')
  equal([values.url, values.a, values.c], ['http://p/$&', '{{a}}', '{{none}}'])
})

test('null removes, and only changes are named', async () => {
  await set('base', { a: 1, b: 2 })
  equal((await set('base', { a: 1, b: null })).body, { layer: 'base', keys: 1, changed: ['b'] })
})

test('a value does not change its type by accident', async () => {
  await set('base', { port: 80 })
  const answer = await set('base', { port: '80' })
  equal(answer.status, 400)
  match(answer.body.hint, /null/)
  equal((await read('base')).values, { port: 80 })
})

test('a bad key in the middle leaves the layer as it was', async () => {
  await set('base', { a: 1 })
  for (const body of [{ a: 2, '<script>': 1 }, { a: 2, b: [1] }, [1], 'x', { __proto__x: 1 }])
    equal((await set('base', body)).status, 400, JSON.stringify(body))
  equal((await set('base', JSON.parse('{"__proto__": 1}'))).status, 400)
  equal((await read('base')).values, { a: 1 })
})

test('layers must be named', async () => {
  for (const layers of ['', 'A', 'a,,b', '../x'])
    equal((await request({ query: { layers } })).status, 400)
  equal((await set('Prod!', { a: 1 })).status, 400)
})
