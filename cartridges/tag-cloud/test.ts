const tag = (path: string, tags: Json) => request({ method: 'PUT', path, body: tags })

test('sizes follow the logarithm of the counts', async () => {
  for (let i = 0; i < 9; i++)
    await tag(`/blog/p${i}`, i === 0 ? ['a', 'b', 'c'] : i < 3 ? ['a', 'b'] : ['a'])
  equal((await request({ path: '/blog' })).body, {
    documents: 9,
    tags: [
      { tag: 'a', count: 9, size: 5 },
      { tag: 'b', count: 3, size: 3 },
      { tag: 'c', count: 1, size: 1 },
    ],
  })
})

test('a second report replaces the first, and spellings are one tag', async () => {
  await tag('/blog/p', ['old'])
  equal((await tag('/blog/p', ['  New   York', 'new york'])).body.tags, ['new york'])
  equal((await request({ path: '/blog' })).body.tags, [{ tag: 'new york', count: 1, size: 3 }])
})

test('two clouds do not mix', async () => {
  await tag('/a/p', ['x'])
  await tag('/b/p', ['y'])
  equal((await request({ path: '/a/p' })).body.tags, ['x'])
})

test('related tags share documents', async () => {
  await tag('/blog/p', ['food', 'rome'])
  await tag('/blog/q', ['food', 'paris', 'rome'])
  equal((await request({ path: '/blog', query: { tag: 'Food' } })).body, {
    tag: 'food',
    documents: ['p', 'q'],
    related: ['rome', 'paris'],
  })
})

test('hostile tags are shown as text', async () => {
  await tag('/blog/__proto__', ['<script>"$&'])
  const { body } = await request({ path: '/blog', query: { format: 'html' } })
  ok(!body.includes('<script') && body.includes('script'))
})

test('bad tags are refused, DELETE forgets', async () => {
  for (const tags of [[''], [5], 'x', { a: 1 }, ['x'.repeat(41)], Array(21).fill('x')] as Json[])
    equal((await tag('/blog/p', tags)).status, 400)
  equal((await tag('/Blog!/p', ['x'])).status, 400)
  await tag('/blog/p', ['x'])
  await request({ method: 'DELETE', path: '/blog/p' })
  equal((await request({ path: '/blog' })).body.documents, 0)
})
