const two = { '1': { name: 'Ada' }, eve: { name: 'Eve', tags: ['x'], at: { home: 1 } } }
const ask = async (method: string, path: string, body: Json = null, more: object = {}) => {
  const answer = await request({
    method: 'POST',
    body: { items: two, method, path, body, ...more },
  })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('reading changes nothing, and HEAD is GET without a body', async () => {
  equal((await ask('GET', '/')).body[0], { name: 'Ada', id: '1' })
  const [get, head] = [await ask('GET', '/eve'), await ask('HEAD', '/eve')]
  equal([get.body.name, head.body, head.headers], ['Eve', null, get.headers])
  equal(get.items, two)
  equal((await ask('GET', '/none')).status, 404)
})

test('POST gives the next number, PUT creates or replaces under its own id', async () => {
  const made = await ask('POST', '/', { name: 'Bob' })
  equal([made.status, made.headers.Location, made.items['2']], [201, '/2', { name: 'Bob' }])
  const put = await ask('PUT', '/bob', { name: 'Bob' })
  equal([put.status, put.headers.Location, put.headers.ETag], [201, '/bob', made.headers.ETag])
  const again = await ask('PUT', '/eve', { n: 1 })
  equal([again.status, again.items.eve], [200, { n: 1 }])
})

test('PATCH merges deeply and null removes', async () => {
  const patch = { name: null, tags: ['y'], at: { work: 2 }, more: { gone: null } }
  equal((await ask('PATCH', '/eve', patch)).items.eve, {
    tags: ['y'],
    at: { home: 1, work: 2 },
    more: {},
  })
  equal((await ask('PATCH', '/none', {})).status, 404)
})

test('DELETE removes one and nothing else', async () => {
  const gone = await ask('DELETE', '/eve')
  equal([gone.status, gone.body, gone.items], [204, null, { '1': { name: 'Ada' } }])
})

test('a wrong method is told with the right ones', async () => {
  equal((await ask('DELETE', '/')).status, 405)
  equal((await ask('POST', '/eve', {})).headers.Allow, 'GET, HEAD, OPTIONS, PUT, PATCH, DELETE')
  equal((await ask('OPTIONS', '/')).headers.Allow, 'GET, HEAD, OPTIONS, POST')
  equal((await ask('BREW', '/')).status, 501)
  equal((await ask('POST', '/', [1])).status, 422)
})

test('a tag guards against lost updates and does not depend on order', async () => {
  const { headers } = await ask('PUT', '/new', { b: 2, a: 1 })
  const items = { new: { a: 1, b: 2 } }
  equal((await ask('DELETE', '/new', null, { items, ifMatch: headers.ETag })).status, 204)
  equal((await ask('DELETE', '/1', null, { ifMatch: headers.ETag })).status, 412)
  equal((await ask('PUT', '/none', {}, { ifMatch: '*' })).status, 412)
  const [empty, list] = [await ask('PUT', '/a', { x: {} }), await ask('PUT', '/a', { x: [] })]
  ok(empty.headers.ETag !== list.headers.ETag)
})

test('hostile names and values are only data', async () => {
  const body = JSON.parse('{"__proto__": {"a": 1}, "constructor": "<script>$&"}')
  const { items } = await ask('PATCH', '/eve', body)
  equal([items.eve.constructor, items.eve.a, items.eve.name], ['<script>$&', undefined, 'Eve'])
  equal((await ask('GET', '/constructor')).status, 404)
})

test('a full collection takes no more', async () => {
  const items = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`i${at}`, {}]))
  equal((await ask('POST', '/', {}, { items })).status, 507)
  equal((await ask('PUT', '/i0', { a: 1 }, { items })).status, 200)
})

test('bad input is refused with a hint', async () => {
  for (const body of [
    null,
    { items: [] },
    { items: { 'a b': {} } },
    { items: { a: 1 } },
    { method: 'get' },
    { method: 5 },
    { path: 'x' },
    { path: '/a/b' },
    { path: '/<b>' },
    { ifMatch: 'x' },
  ] as Json[]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
})
