const read = async (text: string) =>
  (await request({ method: 'POST', body: { text, tree: true } })).body
const tree = async (text: string) => (await read(text)).tree

test('it tells the words, the outline, the links and the tasks', async () => {
  const { tree: blocks, ...told } = await read(
    '# A *title* #\n\nSee [this](https://a.example/x) and\n[that](MAILTO:ada@a.example).\n\n- [x] one\n- [ ] two\n\n```js\nlet a\n```',
  )
  equal(told, {
    words: 8,
    minutes: 1,
    codeLines: 1,
    outline: [{ level: 1, title: 'A title' }],
    links: ['https://a.example/x', 'MAILTO:ada@a.example'],
    tasks: { open: 1, done: 1 },
  })
  equal(blocks.length, 4)
})

test('marks within a line, also within each other', async () => {
  equal(await tree('a **b *c*** `*d*` ~~e~~ \\*f\\*'), [
    [
      'p',
      {},
      'a ',
      ['strong', {}, 'b ', ['em', {}, 'c']],
      ' ',
      ['code', {}, '*d*'],
      ' ',
      ['del', {}, 'e'],
      ' ',
      '*',
      'f',
      '*',
    ],
  ])
  equal(await tree('*a `b` c*'), [['p', {}, ['em', {}, 'a ', ['code', {}, 'b'], ' c']]])
  equal(await tree('2 * 3 * 4'), [['p', {}, '2 * 3 * 4']])
})

test('lists, quotes, rules and code are blocks', async () => {
  equal(await tree('1. a\n2. b\n\n> c\n> d\n\n---\n~~~\n# e\n~~~'), [
    ['ol', {}, ['li', {}, 'a'], ['li', {}, 'b']],
    ['blockquote', {}, 'c d'],
    ['hr', {}],
    ['pre', { class: 'card', tabindex: 0 }, ['code', {}, '# e']],
  ])
  equal((await tree('```\nnever closed')).length, 1)
  equal(await tree('text\n# head'), [
    ['p', {}, 'text'],
    ['h1', {}, 'head'],
  ])
})

test('nothing in a text becomes markup or a dangerous address', async () => {
  equal(await tree('<script>alert(1)</script>'), [['p', {}, '<script>alert(1)</script>']])
  equal(await tree('[a](javascript:alert(1)) ![b](https://a.example/b.png)'), [
    ['p', {}, '[a](javascript:alert(1)) ', 'b'],
  ])
  equal(await tree('[a](data:text/html,x)'), [['p', {}, 'a']])
})

test('the worst texts end in time', async () => {
  for (const text of [
    '*'.repeat(20_000),
    '['.repeat(20_000),
    '`a'.repeat(10_000),
    '> '.repeat(9000),
  ])
    equal((await request({ method: 'POST', body: { text } })).status, 200, text.slice(0, 5))
})

test('the page starts with the text of the query', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { text: '</script><script>"$&"' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"text":"\\u003c/script>\\u003cscript>\\"$&\\""}'))
  equal(body.split('</script>').length, 2)
})

test('plain text is taken too, what is no text is refused', async () => {
  equal((await request({ method: 'POST', body: 'two words' })).body.words, 2)
  for (const body of [null, 5, [], {}, { text: 5 }, { text: 'x'.repeat(20_001) }] as Json[]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    match(answer.body.hint, /# Title/)
  }
  equal((await request({ method: 'GET', query: { text: 'x'.repeat(7001) } })).status, 400)
})
