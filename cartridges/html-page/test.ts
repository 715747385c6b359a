const page = (blocks: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { title: 'T', style: 'none', blocks, ...more } })
const main = async (...blocks: Json[]) => {
  const { body } = await page(blocks)
  return /<h1>T<\/h1>\n([\s\S]*)\n<\/body>/.exec(body)?.[1]
}

test('each block has its element', async () => {
  equal(
    await main(
      { type: 'h2', text: 'A' },
      { type: 'h3', text: 'B' },
      { type: 'quote', text: 'q' },
      { type: 'code', text: 'a < b' },
      { type: 'hr' },
    ),
    '<h2>A</h2>\n<h3>B</h3>\n<blockquote><p>q</p></blockquote>\n<pre><code>a &#60; b</code></pre>\n<hr>',
  )
  equal(
    await main({
      type: 'table',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    }),
    '<table><tr><th scope="col">a</th><th scope="col">b</th></tr><tr><td>1</td><td>2</td></tr></table>',
  )
  equal(await main({ type: 'image', src: '/a.png', alt: '' }), '<img src="/a.png" alt="">')
})

test('stars emphasise and backticks are code, also beside markup', async () => {
  equal(
    await main({ type: 'p', text: 'a *b c* `*d* <i>` 2 * 3 * 4' }),
    '<p>a <em>b c</em> <code>*d* &#60;i&#62;</code> 2 * 3 * 4</p>',
  )
})

test('the head says what the page is about', async () => {
  const { body } = await page([{ type: 'hr' }], {
    lang: 'pt-BR',
    description: '"d"',
    url: 'https://example.org/?a&b',
    style: 'serif',
  })
  match(body, /<html lang="pt-BR">/)
  match(body, /<meta property="og:description" content="&#34;d&#34;">/)
  match(body, /og:url" content="https:\/\/example\.org\/\?a&#38;b"/)
  match(body, /<style>body\{/)
})

test('headings keep their order', async () => {
  match((await page([{ type: 'h3', text: 'x' }])).body.error, /blocks\[0\] is an h3 without an h2/)
})

test('nothing in a block is markup', async () => {
  const evil = '</title></code></p><script>alert("$&")</script>'
  const { body } = await page(
    [
      { type: 'p', text: evil },
      { type: 'ul', items: [evil] },
      { type: 'code', text: evil },
      { type: 'image', src: '/x"onerror="a()', alt: evil },
    ],
    { title: evil, description: evil },
  )
  ok(!/<script|"onerror=/.test(body))
})

test('unknown blocks, ragged tables and odd addresses are refused by place', async () => {
  const cases: [Json, RegExp][] = [
    [{ type: 'script', text: 'x' }, /type/],
    [{ type: 'constructor' }, /type/],
    [{ type: 'table', rows: [['a'], ['b', 'c']] }, /1 cells/],
    [{ type: 'image', src: 'javascript:a()', alt: '' }, /src/],
    [{ type: 'image', src: '/a' }, /alt/],
    [{ type: 'p' }, /text/],
    [5, /object/],
  ]
  for (const [block, reason] of cases) {
    const answer = await page([block])
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
  equal((await page([{ type: 'hr' }], { lang: '"><script>' })).status, 400)
  equal((await page([{ type: 'hr' }], { style: 'toString' })).status, 400)
})
