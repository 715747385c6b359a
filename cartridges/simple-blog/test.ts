const put = (path: string, body: { [key: string]: Json }) =>
  request({ method: 'PUT', path, body: { title: 'A title', markdown: 'Some *words*.', ...body } })
const slugs = async (query: { [name: string]: string }) =>
  (await request({ path: '/ada', query })).body.posts.map(({ slug }: { slug: string }) => slug)

test('a post is rendered for its readers', async () => {
  equal((await put('/ada/first', { day: '2026-11-20', tags: ['news'] })).status, 201)
  const { body, headers } = await request({ path: '/ada/first' })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  match(body, /<h1>A title<\/h1>\s+<p><time>2026-11-20<\/time> #news<\/p>/)
  match(body, /<p>Some <em>words<\/em>\.<\/p>/)
})

test('the index has the newest first, by tag and up to a day, without drafts', async () => {
  await put('/ada/old', { day: '2026-01-01', tags: ['news'] })
  await put('/ada/new', { day: '2026-02-01' })
  await put('/ada/draft', {})
  equal(await slugs({}), ['new', 'old'])
  equal(await slugs({ tag: 'news' }), ['old'])
  equal(await slugs({ until: '2026-01-31' }), ['old'])
  equal(await slugs({ drafts: '' }), ['draft'])
})

test('a teaser has words and no marks', async () => {
  const markdown = `# Hello\n\nSee [the *docs*](https://example.org). ${'word '.repeat(600)}`
  await put('/ada/long', { day: '2026-01-01', markdown })
  const [post] = (await request({ path: '/ada' })).body.posts
  match(post.teaser, /^Hello See the docs\. word .* word …$/)
  equal(post.minutes, 3)
})

test('two blogs do not mix and a saved post replaces the one before', async () => {
  await put('/ada/post', { day: '2026-01-01' })
  await put('/bob/post', { title: 'Of Bob' })
  equal((await put('/ada/post', { title: 'Changed', day: '2026-01-01' })).status, 200)
  const read = async (path: string) => (await request({ path, query: { as: 'json' } })).body.title
  equal([await read('/ada/post'), await read('/bob/post')], ['Changed', 'Of Bob'])
  await request({ method: 'DELETE', path: '/ada/post' })
  equal((await request({ path: '/ada/post' })).status, 404)
})

test('hostile text stays text', async () => {
  const title = '</title><script>alert("$&")</script>{{text}}'
  await put('/ada/x', { title, markdown: '<img onerror=x> {{title}} [a](javascript:b)' })
  const { body } = await request({ path: '/ada/x' })
  ok(!body.includes('<script') && !body.includes('<img') && !body.includes('href="javascript'))
  ok(body.includes('{{title}}'), 'what a part holds is not replaced again')
})

test('what is no post is refused and founds no blog', async () => {
  for (const wrong of [
    { title: '' },
    { markdown: ' ' },
    { markdown: 'x'.repeat(15_001) },
    { day: '2026-02-30' },
    { tags: ['a b'] },
    { tags: [1] },
    { tags: ['a', 'b', 'c', 'd', 'e', 'f'] },
  ])
    equal((await put('/ada/x', wrong)).status, 400, JSON.stringify(wrong).slice(0, 60))
  equal((await request({ method: 'PUT', path: '/ada', body: {} })).status, 400)
  equal((await request({ path: '/__proto__' })).status, 400)
  equal((await request({ path: '/ada' })).body, { count: 0, posts: [] })
})
