const read = async (url: string) => {
  const answer = await request({ query: { url } })
  equal(answer.status, 200, url)
  return answer.body
}

test('the slug is the readable last piece', async () => {
  const body = await read('https://blog.example.org/tech/rust/why-ownership-helps/')
  equal([body.slug, body.title], ['why-ownership-helps', 'Why ownership helps'])
  equal([body.sections, body.host], [['tech', 'rust'], 'blog.example.org'])
})

test('a date is found in three segments and at the start of a slug', async () => {
  equal((await read('/2026/1/5/new-year')).date, '2026-01-05')
  const post = await read('/posts/2024-02-29-leap-day.md')
  equal([post.date, post.slug, post.extension], ['2024-02-29', 'leap-day', 'md'])
})

test('a day that does not exist is no date', async () => {
  const body = await read('/2026/2/30/odd')
  equal([body.date, body.sections], [null, ['2026', '2', '30']])
})

test('the number of an article is its id and a small number is a word', async () => {
  equal((await read('/n/story-123456')).id, '123456')
  equal((await read('/n/123456-story')).slug, 'story')
  equal((await read('/questions/11227809/why-is-it-fast')).slug, 'why-is-it-fast')
  equal((await read('/a-title/48213/amp')).slug, 'a-title')
  const top = await read('/top-10')
  equal([top.id, top.slug], [null, 'top-10'])
})

test('accents, encodings and apostrophes become plain words', async () => {
  equal((await read('/%C3%A9t%C3%A9_%C3%A0-Paris')).slug, 'ete-a-paris')
  equal((await read("/it's+me")).slug, 'its-me')
  equal((await read('/東京-の-夏')).words, ['東京', 'の', '夏'])
})

test('user, port, query and fragment are passed over', async () => {
  const body = await read('HTTPS://me:pw@WWW.Example.org:8443/a-b?c=/d/e#/f')
  equal([body.host, body.slug], ['example.org', 'a-b'])
  ok(!JSON.stringify(body).includes('pw'))
})

test('hostile addresses give words and never marks', async () => {
  equal((await read('/<script>alert("x")<')).slug, 'script-alert-x')
  equal((await read('/a/../__proto__')).slug, 'proto')
  equal((await read('/100%')).slug, '100')
  equal((await read('/$&-$1')).slug, '1')
  equal((await read(`/${'-'.repeat(2000)}`)).slug, null)
})

test('what is no web address is refused', async () => {
  for (const url of [
    '',
    'hello',
    'javascript:alert(1)',
    'ftp://a/b',
    'https://',
    `/${'x'.repeat(2048)}`,
  ]) {
    const answer = await request({ query: { url } })
    equal(answer.status, 400, url.slice(0, 30))
    match(answer.body.hint, /url=https/)
  }
  equal((await request({ method: 'POST', body: { url: 5 } })).status, 400)
})
