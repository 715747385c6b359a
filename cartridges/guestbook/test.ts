const sign = (path: string, name: Json, words: Json) =>
  request({ method: 'POST', path, body: { name, words } })

test('the latest entry comes first', async () => {
  await sign('/', 'Ada', 'first')
  equal((await sign('/', 'Bob', 'second')).body, { name: 'Bob', words: 'second', entries: 2 })
  const { body } = await request({})
  equal([body.total, body.entries[0].name, body.entries[1].words], [2, 'Bob', 'first'])
  match(body.entries[0].at, /^\d{4}-\d\d-\d\d$/)
})

test('two books do not mix', async () => {
  await sign('/a', 'Ada', 'hello')
  await sign('/b', 'Bob', 'hello')
  equal((await request({ path: '/a' })).body.entries.length, 1)
})

test('a hundred entries are kept, in pages', async () => {
  for (let i = 0; i < 103; i++) await sign('/', 'Ada', `words ${i}`)
  const { body } = await request({ query: { page: '5' } })
  equal([body.total, body.pages, body.entries.at(-1).words], [100, 5, 'words 3'])
})

test('the page shows markup as text', async () => {
  await sign('/', '"><img>', '<script>alert("$&")</script>')
  const { body } = await request({ headers: { accept: 'text/html' } })
  ok(!/<script|<img/.test(body))
  ok(body.includes('&lt;script&gt;alert(&quot;$&amp;&quot;)'))
})

test('repeats and heaps of links are refused', async () => {
  await sign('/', 'Ada', 'Lovely place')
  equal((await sign('/', 'Bob', ' lovely  PLACE ')).status, 409)
  equal((await sign('/', 'Bob', 'http://a.example http://b.example')).status, 400)
})

test('bad entries are refused', async () => {
  for (const [name, words] of [
    ['', 'x'],
    ['Ada', ' \n '],
    ['Ada', 5],
    ['x'.repeat(61), 'x'],
    ['Ada', 'x'.repeat(501)],
  ] as const)
    equal((await sign('/', name, words)).status, 400)
  equal((await sign('/__proto__', 'Ada', 'x')).status, 400)
  equal((await request({ query: { page: '0' } })).status, 400)
  equal((await request({})).body.total, 0)
})
