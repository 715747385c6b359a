const documents = [
  {
    id: 'reef',
    title: 'The reef',
    text: 'A reef is made by coral. Coral grows slowly, coral lasts.',
  },
  { id: 'whale', title: 'Whales', text: 'The blue whale eats krill and passes the reef.' },
  { id: 'soup', title: 'Coral soup', text: 'A soup, and a red one.' },
]
const search = async (query: string, more: { [key: string]: Json } = {}) => {
  const answer = await request({ method: 'POST', body: { query, documents, ...more } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}
const ids = async (query: string) =>
  (await search(query)).results.map((result: { id: string }) => result.id)

test('all documents with a word are found and the best is first', async () => {
  equal((await ids('coral')).sort(), ['reef', 'soup'])
  equal(await ids('whale reef'), ['whale', 'reef'])
})

test('a rarer word weighs more than a common one', async () => {
  equal((await ids('the krill'))[0], 'whale')
})

test('phrases need their words in order', async () => {
  equal(await ids('"blue whale"'), ['whale'])
  equal(await ids('"whale blue"'), [])
})

test('a minus excludes and title: looks only there', async () => {
  equal(await ids('coral -soup'), ['reef'])
  equal(await ids('title:coral'), ['soup'])
  equal(await ids('reef -"blue whale"'), ['reef'])
})

test('accents and case do not matter, and marks fall on the very words', async () => {
  const { results } = await search('cafe', {
    documents: [{ id: 'a', text: 'Un CAFÉ, un café.' }],
  })
  const { snippet, marks } = results[0]
  equal(
    marks.map(([start, end]: [number, number]) => snippet.slice(start, end)),
    ['CAFÉ', 'café'],
  )
})

test('a long text is cut around its first hit', async () => {
  const text = `${'far away '.repeat(100)}a needle here ${'and more '.repeat(100)}`
  const { results } = await search('needle', { documents: [{ id: 'a', text }] })
  const { snippet, marks } = results[0]
  ok(snippet.length <= 160)
  equal(snippet.slice(...marks[0]), 'needle')
})

test('results come page by page', async () => {
  const first = await search('coral', { limit: 1 })
  const second = await search('coral', { limit: 1, offset: 1 })
  equal([first.total, second.total], [2, 2])
  ok(first.results[0].id !== second.results[0].id)
})

test('hostile words are words: object members, patterns and markup', async () => {
  const text = 'constructor __proto__ <script>x</script> $& (a+)+$'
  const hostile = [{ id: '__proto__', text }]
  for (const query of ['constructor', '__proto__', '<script>', '"script x script"'])
    equal((await search(query, { documents: hostile })).total, 1, query)
  equal((await search('toString hasOwnProperty', { documents: hostile })).total, 0)
})

test('bad input is refused with a hint', async () => {
  const cases: Json[] = [
    null,
    { query: 'a' },
    { query: '-only', documents },
    { query: '!!!', documents },
    { query: 'x'.repeat(201), documents },
    { query: 'a', documents: [] },
    { query: 'a', documents: [{ id: 'a' }] },
    { query: 'a', documents, limit: 0 },
    { query: 'a', documents, offset: 1.5 },
    {
      query: 'a',
      documents: Array.from({ length: 4 }, () => ({ id: 'a', text: 'x '.repeat(9999) })),
    },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body).slice(0, 60))
    ok(answer.body.hint)
  }
})
