const blog = { label: 'Blog', url: 'https://example.org/?a=1&b=2' }
const save = (name: string, links: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', path: `/${name}`, body: { title: 'Ada', links, ...more } })

test('a page shows its links in their order', async () => {
  const mail = { label: 'Mail', url: 'mailto:ada@example.org' }
  equal((await save('ada', [blog, mail])).status, 201)
  const { body, headers } = await request({ path: '/ada' })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  ok(body.indexOf('>Blog<') < body.indexOf('>Mail<'))
  ok(body.includes('href="https://example.org/?a=1&#38;b=2"'))
})

test('two pages do not mix, and a second save replaces', async () => {
  await save('ada', [blog])
  await save('bob', [], { title: 'Bob' })
  equal((await save('ada', [blog, blog])).body, { name: 'ada', links: 2 })
  equal((await request({ path: '/bob', query: { as: 'json' } })).body, {
    name: 'bob',
    title: 'Bob',
    bio: '',
    links: [],
  })
})

test('links appear from their first to their last day', async () => {
  await save('ada', [
    { ...blog, label: 'past', until: '2001-01-01' },
    { ...blog, label: 'future', from: '2999-01-01' },
    { ...blog, label: 'present', from: '2001-01-01', until: '2999-01-01' },
  ])
  const { links } = (await request({ path: '/ada', query: { as: 'json' } })).body
  equal(
    links.map(({ label }: { label: string }) => label),
    ['present'],
  )
})

test('the text on a button can be read on its colour', async () => {
  await save('ada', [blog], { accent: '#ffee00' })
  match((await request({ path: '/ada' })).body, /--accent: #ffee00; --ink: #111"/)
  await save('ada', [blog], { accent: '#101040' })
  match((await request({ path: '/ada' })).body, /--accent: #101040; --ink: #fff"/)
})

test('hostile text stays text', async () => {
  const label = '</a><script>alert("$&")</script>{{bio}}'
  await save('ada', [{ ...blog, label }], { title: '{{links}}', bio: '<img onerror=x>' })
  const { body } = await request({ path: '/ada' })
  ok(!body.includes('<script') && !body.includes('<img'))
  ok(body.includes('<h1>{{links}}</h1>'), 'what a part holds is not replaced again')
  ok(body.includes('alert(&#34;$&#38;&#34;)'))
})

test('a deleted page is gone', async () => {
  await save('ada', [blog])
  equal((await request({ method: 'DELETE', path: '/ada' })).body.deleted, true)
  equal((await request({ path: '/ada' })).status, 404)
})

test('what is wrong is refused with the number of the link', async () => {
  for (const link of [
    { label: 'x', url: 'javascript:alert(1)' },
    { label: 'x', url: 'data:text/html,x' },
    { label: 'x', url: 'https://u:p@example.org' },
    { label: 'x', url: 'https://example.org/"onclick="x' },
    { label: '', url: 'https://example.org' },
    { ...blog, from: '2026-02-30' },
    { ...blog, from: '2026-02-02', until: '2026-02-01' },
    'https://example.org',
  ] as Json[]) {
    const answer = await save('ada', [blog, link])
    equal(answer.status, 400, JSON.stringify(link))
    match(answer.body.error, /^link 2 /)
  }
  equal((await save('ada', [], { accent: 'red;}' })).status, 400)
  equal((await save('__proto__', [])).status, 400)
  equal((await request({ path: '/ada' })).status, 404)
})
