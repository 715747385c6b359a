const read = async (path: string) => (await request({ path })).body.value
const write = (method: string, path: string, body: Json = null) => request({ method, path, body })

test('parts have addresses, and parents are made on the way', async () => {
  await write('PUT', '/shop/lamp/price', 30)
  await write('PUT', '/shop/lamp/tags', ['home'])
  await write('PUT', '/shop/lamp/tags/-', 'new')
  equal(await read('/shop'), { lamp: { price: 30, tags: ['home', 'new'] } })
  equal(await read('/shop/lamp/tags/1'), 'new')
})

test('two documents do not mix', async () => {
  await write('PUT', '/a', { x: 1 })
  await write('PUT', '/b', { x: 2 })
  await write('DELETE', '/a/x')
  equal([await read('/a'), await read('/b')], [{}, { x: 2 }])
})

test('POST merges as RFC 7396 says', async () => {
  await write('PUT', '/d', {
    title: 'Goodbye',
    author: { given: 'John', family: 'Doe' },
    tags: [1],
  })
  await write('POST', '/d', { title: 'Hello', author: { family: null }, tags: [2], phone: '1' })
  equal(await read('/d'), { title: 'Hello', author: { given: 'John' }, tags: [2], phone: '1' })
})

test('escapes reach keys with slashes and tildes', async () => {
  await write('PUT', '/d/a~1b', 1)
  await write('PUT', '/d/%3Cscript%3E$&', 2)
  equal(await read('/d'), { 'a/b': 1, '<script>$&': 2 })
})

test('DELETE of an item closes the gap, of a document frees it', async () => {
  await write('PUT', '/d', [1, 2, 3])
  await write('DELETE', '/d/1')
  equal(await read('/d'), [1, 3])
  equal((await write('DELETE', '/d')).body, { value: { bytes: 0 } })
  equal((await request({ path: '/d' })).status, 404)
})

test('__proto__ and constructor are plain keys', async () => {
  equal((await request({ path: '/d/constructor' })).status, 404)
  await write('PUT', '/d/__proto__/x', 1)
  equal(await read('/d/__proto__'), { x: 1 })
  equal((await request({ path: '/d/x' })).status, 404)
})

test('what has no place is refused and changes nothing', async () => {
  await write('PUT', '/d', { n: 1, list: [] })
  equal((await write('PUT', '/d/n/deeper', 1)).status, 409)
  equal((await write('PUT', '/d/list/3', 1)).status, 404)
  equal((await write('PUT', '/D', 1)).status, 400)
  equal((await write('PUT', '/d/%zz', 1)).status, 400)
  equal((await write('PUT', '/d/big', 'x'.repeat(33_000))).status, 413)
  equal(await read('/d'), { n: 1, list: [] })
})
