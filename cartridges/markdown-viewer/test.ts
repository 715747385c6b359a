const put = (name: string, text: Json, since: Json = null) =>
  request({ method: 'PUT', path: `/${name}`, body: { text, since } })
const get = (path: string, query = {}) => request({ path, query })

test('a document is a page with its contents', async () => {
  equal((await put('guide', '# The guide\n\nSome *words*.\n\n## Part & more')).body, {
    name: 'guide',
    title: 'The guide',
    revision: 1,
    words: 6,
  })
  const { status, headers, body } = await get('/guide')
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('<title>The guide</title>'))
  ok(body.includes('<a href="#s-part-more">Part &#38; more</a>'))
  ok(body.includes('<em>words</em>'))
  ok(body.includes('Revision 1 of 1, 1 min to read'))
})

test('three versions are kept', async () => {
  for (const n of [1, 2, 3, 4]) await put('guide', `# Version ${n}`)
  equal((await get('/guide', { revision: '1' })).status, 404)
  equal((await get('/guide', { revision: '2', format: 'markdown' })).body, '# Version 2')
  const { body } = await get('/guide', { format: 'json' })
  equal([body.revision, body.title, body.outline.length], [4, 'Version 4', 1])
})

test('a save over a newer text is refused', async () => {
  equal((await put('guide', '# One', 0)).status, 201)
  equal((await put('guide', '# Two', 1)).status, 200)
  equal((await put('guide', '# Late', 1)).status, 409)
})

test('a search tells the heading and the line', async () => {
  await put(
    'guide',
    '# Tea\nBoil the water.\n## Milk\nWarm the milk, not the WATER.\n```\n# water\n```',
  )
  await put('other', 'Fire.')
  const { hits } = (await get('/', { find: 'Water' })).body
  equal(hits, [
    { name: 'guide', heading: 'Tea', line: 2, text: 'Boil the water.' },
    { name: 'guide', heading: 'Milk', line: 4, text: 'Warm the milk, not the WATER.' },
    { name: 'guide', heading: 'Milk', line: 6, text: '# water' },
  ])
  equal((await get('/', { find: 'x' })).status, 400)
})

test('documents are listed and deleted with all versions', async () => {
  await put('a', '# A')
  await put('a', '# AA')
  await put('b', 'plain')
  equal(
    (await get('/')).body.documents.map(({ title }: { title: string }) => title),
    ['AA', 'b'],
  )
  await request({ method: 'DELETE', path: '/a' })
  await put('a', '# New')
  equal((await get('/a', { format: 'json' })).body.revision, 1)
  equal((await get('/a', { revision: '2' })).status, 404)
})

test('hostile text is only text', async () => {
  const text = '# <script>"$&"</script> {{html}}\n\n<img src=x onerror=a()>\n\n[a](javascript:a())'
  equal((await put('bad', text)).status, 201)
  const { body } = await get('/bad')
  ok(!/<script|<img|href="javascript/i.test(body))
  ok(body.includes('<title>&#60;script&#62;&#34;$&#38;&#34;&#60;/script&#62; {{html}}</title>'))
})

test('the longest documents are kept and shown', async () => {
  for (let n = 0; n < 4; n++) equal((await put('long', '語'.repeat(6000))).body.revision, n + 1)
  equal((await get('/long')).status, 200)
  for (let n = 0; n < 14; n++) await put(`d${n}`, 'x')
  equal((await put('more', 'x')).status, 409)
})

test('what is no document is refused', async () => {
  for (const text of ['', ' \n', 'x'.repeat(6001), 5, null])
    equal((await put('x', text)).status, 400)
  for (const name of ['', 'A', 'a b', '__proto__', '@a', 'a.1', '<b>'])
    equal((await put(name, 'x')).status, 400, name)
  equal((await get('/none')).status, 404)
  await put('x', 'x')
  for (const [query, status] of [
    [{ format: 'pdf' }, 400],
    [{ revision: '0' }, 404],
    [{ revision: '__proto__' }, 404],
  ] as const) {
    const answer = await get('/x', query)
    equal(answer.status, status)
    match(answer.body.hint, /PUT \/guide/)
  }
  equal((await request({ method: 'PUT', path: '/x', body: [] })).status, 400)
})
