type Node = { id: number; title: string; url?: string; children?: Node[] }
const make = (body: Json) => request({ method: 'POST', body })
const move = (id: number, body: Json) => request({ method: 'PUT', path: `/${id}`, body })
const load = (body: string) => request({ method: 'POST', path: '/import', body })
/** Such as `a(b c())`: titles, folders with what is in them. */
const shape = (tree: Node[]): string =>
  tree.map(({ title, children }) => title + (children ? `(${shape(children)})` : '')).join(' ')
const tree = async () => shape((await request({})).body.tree)

test('folders hold bookmarks and folders in an order of their own', async () => {
  await make({ title: 'a' })
  await make({ title: 'b', parent: 1 })
  await make({ title: 'x', url: 'https://x.org', parent: 1, before: 2 })
  await make({ title: 'y', url: 'https://y.org', before: 1 })
  equal(await tree(), 'y a(x b())')
  const { body } = await request({ path: '/3' })
  equal(body, { id: 3, parent: 1, title: 'x', url: 'https://x.org', path: ['a'] })
})

test('moving keeps what is inside, and no folder goes within itself', async () => {
  for (const [title, parent] of [
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 0],
  ] as [string, number][])
    await make({ title, parent })
  equal((await move(2, { parent: 4 })).body.path, ['d'])
  equal(await tree(), 'a() d(b(c()))')
  for (const parent of [2, 3]) equal((await move(2, { parent })).status, 400)
  equal((await move(4, { before: 1, title: 'D' })).status, 200)
  equal(await tree(), 'D(b(c())) a()')
})

test('folders nest eight deep and not deeper, moved ones too', async () => {
  for (let parent = 0; parent < 8; parent++) equal((await make({ title: 'f', parent })).status, 201)
  equal((await make({ title: 'f', parent: 8 })).status, 400)
  await make({ title: 'g' })
  await make({ title: 'h', parent: 9 })
  equal((await move(9, { parent: 7 })).status, 400)
  equal((await move(9, { parent: 6 })).status, 200)
})

test('deleting a folder deletes all in it and nothing else', async () => {
  for (const parent of [0, 1, 2, 0]) await make({ title: 't', parent })
  equal((await request({ method: 'DELETE', path: '/1' })).body, { removed: 3 })
  equal([await tree(), (await request({ path: '/2' })).status], ['t()', 404])
  equal((await make({ title: 'n' })).body.id, 5)
})

test('search looks at titles, addresses and folders', async () => {
  await make({ title: 'Recipes' })
  await make({ title: 'Bread', url: 'https://baker.org/b', parent: 1 })
  await make({ title: 'Bread', url: 'https://news.org' })
  const found = async (q: string) => (await request({ query: { q } })).body.count
  equal(
    [await found('bread'), await found('RECIPES bread'), await found('baker'), await found('zzz')],
    [2, 1, 1, 0],
  )
})

test('the file of a browser is read, and what is written is read again the same', async () => {
  const file = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1">Caf&eacute; &amp; <i></H3>
  <DL><p>
    <DT><A HREF="https://a.org/?x=1&amp;y=2" ICON="data:">A &#233;</A>
    <DT><A HREF="javascript:alert(1)">Evil</A>
  </DL><p>
  <DT><a href="http://b.org">B</a>
</DL><p>`
  equal((await load(file)).body, { folders: 1, bookmarks: 2, skipped: 1 })
  equal(await tree(), 'Caf&eacute; &(A é) B')
  equal((await request({ path: '/2' })).body.url, 'https://a.org/?x=1&y=2')
  const { body: exported } = await request({ path: '/export' })
  const before = await tree()
  for (const id of [1, 3]) await request({ method: 'DELETE', path: `/${id}` })
  await load(exported)
  equal(await tree(), before)
})

test('hostile titles stay text in the file', async () => {
  await make({ title: '</A><script>alert("$&")</script>', url: "https://a.org/'$&" })
  await make({ title: '__proto__' })
  const { body } = await request({ path: '/export' })
  ok(!body.includes('<script'))
  ok(body.includes('HREF="https://a.org/&#x27;$&#x26;"'))
})

test('a full shelf refuses and keeps what it has', async () => {
  const item = `<A HREF="https://a.org/${'x'.repeat(300)}">t</A>`
  equal((await load(`<DL>${item.repeat(80)}</DL>`)).status, 409)
  equal(await tree(), '')
})

test('bad input is refused with a hint', async () => {
  await make({ title: 'a', url: 'https://a.org' })
  for (const body of [
    null,
    {},
    { title: '' },
    { title: 'x'.repeat(121) },
    { title: 'a', url: 'javascript:alert(1)' },
    { title: 'a', url: 'https://a b' },
    { title: 'a', parent: 1 },
    { title: 'a', parent: 9 },
    { title: 'a', parent: '0' },
    { title: 'a', before: 7 },
  ] as Json[]) {
    const answer = await make(body)
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
  equal((await move(1, { url: null })).status, 400)
  equal((await load('hello')).status, 400)
  equal((await request({ path: '/<b>' })).status, 400)
})
