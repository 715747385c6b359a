const save = (url: Json, tags: Json = [], title?: Json) =>
  request({
    method: 'POST',
    body: { url, tags, ...(title === undefined ? {} : { title }) },
  })
const urls = async (tags: string) =>
  (await request({ query: { tags } })).body.bookmarks.map(({ url }: { url: string }) => url)

test('one page is kept once, however its address is written', async () => {
  equal((await save('HTTPS://Example.org:443?utm_source=x&id=7#part', ['a'])).status, 201)
  const again = await save('https://example.org/?id=7', ['B', 'b '], 'Seven')
  equal(again.status, 200)
  equal(again.body, { id: 1, url: 'https://example.org/?id=7', title: 'Seven', tags: ['b'] })
  equal((await save('http://example.org:443/')).body.url, 'http://example.org:443/')
  equal((await request({})).body.count, 2)
})

test('tags are all wanted, and a minus excludes', async () => {
  await save('https://a.org', ['code', 'old'])
  await save('https://b.org', ['code'])
  await save('https://c.org', ['food'])
  equal(await urls('code'), ['https://b.org/', 'https://a.org/'])
  equal(await urls('CODE, -old'), ['https://b.org/'])
  equal(await urls('code,food'), [])
  equal((await request({})).body.tags[0], { tag: 'code', count: 2 })
})

test('two bookmarks do not mix, and a deleted one is gone', async () => {
  await save('https://a.org', [], 'A')
  await save('https://b.org', [], 'B')
  equal((await request({ method: 'DELETE', path: '/1' })).body.title, 'A')
  equal((await request({ method: 'DELETE', path: '/1' })).status, 404)
  equal(await urls(''), ['https://b.org/'])
})

test('hostile titles cannot leave the exported file', async () => {
  await save('https://a.org/?a=1&b=$', ['x'], '</A><script>alert("$&")</script>')
  const { body, headers } = await request({ path: '/export' })
  match(headers['content-type'], /html/)
  ok(!body.includes('<script'))
  ok(body.includes('HREF="https://a.org/?a=1&#38;b=$" TAGS="x">&#60;/A&#62;'))
})

test('what is no bookmark is refused and kept nowhere', async () => {
  for (const url of ['javascript:alert(1)', 'https://u:p@a.org', 'https://a b', 'https://"', 7])
    equal((await save(url)).status, 400, String(url))
  for (const tags of ['x', ['a b'], [''], [1], ['<b>'], Array(11).fill('a')] as Json[])
    equal((await save('https://a.org', tags)).status, 400)
  equal((await save('https://a.org', [], ' ')).status, 400)
  equal((await request({ method: 'POST', body: [1] })).status, 400)
  equal((await request({ path: '/__proto__' })).status, 400)
  equal((await request({})).body.count, 0)
})
