const empty = (more: { [key: string]: Json }) =>
  request({ method: 'POST', body: { cause: 'no-match', thing: 'lamps', ...more } })
const suggest = async (query: string, ...vocabulary: string[]) =>
  (await empty({ query, vocabulary })).body.suggestions

test('swapped letters, endings and word order are forgiven', async () => {
  equal(await suggest('lmap', 'lamp', 'sofa'), ['lamp'])
  equal(await suggest('lamps', 'lamp', 'stamp'), ['lamp'])
  equal(await suggest('lamp desk', 'chair', 'desk lamp'), ['desk lamp'])
})

test('what is not like it is not suggested, and three are enough', async () => {
  equal(await suggest('xyz', 'lamp', 'sofa'), [])
  equal((await suggest('lamp', 'lampa', 'lampb', 'lampc', 'lampd')).length, 3)
  equal(await suggest('lamp', 'lamp', 'lamp'), ['lamp'])
})

test('each cause has its own words', async () => {
  const headings = new Set<string>()
  for (const cause of ['first-use', 'no-match', 'no-access', 'offline', 'done'])
    headings.add((await empty({ cause })).body.heading)
  equal(headings.size, 5)
})

test('queries, things and suggestions are text', async () => {
  const { body } = await empty({
    thing: '<b>',
    query: '<script>x</script>',
    vocabulary: ['<script>x'],
    action: { label: '"><i>', url: '/a"b' },
  })
  ok(!/<script|<b>|<i>/.test(body.html))
  match(body.html, /href="\/a&#34;b"/)
  equal(body.suggestions, ['<script>x'])
})

test('a link that runs code, unknown causes and wrong lists are refused', async () => {
  for (const more of [
    { action: { label: 'x', url: 'javascript:a()' } },
    { action: { label: 'x', url: '//evil' } },
    { action: 'x' },
    { cause: 'toString' },
    { thing: '' },
    { vocabulary: [1] },
    { vocabulary: 'x' },
    { query: 5 },
  ] as { [key: string]: Json }[])
    equal((await empty(more)).status, 400, JSON.stringify(more))
})
