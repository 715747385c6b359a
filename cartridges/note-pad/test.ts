const text = 'Shopping\nmilk and café\n---\n# Call Ada\nabout the milk #work #Phone\n---\nIdeas'
const look = async (find = '', given = text) =>
  (await request({ method: 'POST', body: { text: given, find } })).body

test('a text is cut into notes with title, words and tags', async () => {
  const { count, found, tags } = await look()
  equal([count, tags], [3, ['phone', 'work']])
  equal(found[1], {
    note: 1,
    title: 'Call Ada',
    preview: 'about the milk #work #Phone',
    words: 8,
    tags: ['work', 'phone'],
    score: 0,
  })
})

test('every word must be found, a title counts more', async () => {
  const order = async (find: string) =>
    (await look(find)).found.map(({ note }: { note: number }) => note)
  equal(await order('milk'), [0, 1])
  equal(await order('milk ada'), [1])
  equal(await order('CAFE'), [0])
  equal(await order('butter'), [])
  const { found } = await look('milk', 'eggs milk milk\n---\nmilk\n---\na\nmilk')
  equal(
    found.map(({ note }: { note: number }) => note),
    [0, 1, 2],
  )
})

test('dashes only cut where they are a line', async () => {
  equal((await look('', 'a --- b\n----\n--- c')).count, 1)
  equal((await look('', 'a\r\n---\r\nb')).count, 2)
})

test('an empty text is one untitled note', async () => {
  const { count, found } = await look('', '')
  equal([count, found[0].title, found[0].words], [1, 'Untitled', 0])
})

test('hostile notes are only text, on the page too', async () => {
  const hostile = '</script><script>"$&" {{step}}\n---\n__proto__ constructor'
  equal((await look('constructor', hostile)).found[0].note, 1)
  const { status, headers, body } = await request({
    method: 'POST',
    body: { text: hostile, page: true },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('\\u003c/script>\\u003cscript>\\"$&\\" {{step}}"'))
  equal(body.split('</script>').length, 2)
})

test('the page starts with the text of the query', async () => {
  const { body } = await request({ method: 'GET', query: { text: 'one\n---\ntwo', find: 'two' } })
  ok(body.includes('"state":{"notes":["one","two"],"open":0,"find":"two"}'))
})

test('what is no text of notes is refused', async () => {
  const many = Array(101).fill('x').join('\n---\n')
  const cases: Json[] = [
    null,
    [],
    {},
    { text: 5 },
    { text: 'x'.repeat(12_001) },
    { text: 'a', find: 5 },
    { text: 'a', find: 'x'.repeat(81) },
    { text: many },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    match(answer.body.hint, /"text"/)
  }
})
