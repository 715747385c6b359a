const html = async (markdown: string): Promise<string> => {
  const answer = await request({ method: 'POST', body: { markdown } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.html
}

const renders = async (cases: [string, string][]) => {
  for (const [markdown, expected] of cases) equal(await html(markdown), `${expected}\n`, markdown)
}

test('headings of both kinds get ids that do not repeat', async () => {
  await renders([
    ['# One', '<h1 id="s-one">One</h1>'],
    ['### Three ###', '<h3 id="s-three">Three</h3>'],
    ['Two\n---', '<h2 id="s-two">Two</h2>'],
    ['One\n===', '<h1 id="s-one">One</h1>'],
    ['#not a heading', '<p>#not a heading</p>'],
    ['# A\n# A', '<h1 id="s-a">A</h1>\n<h1 id="s-a-2">A</h1>'],
  ])
})

test('the outline lists the headings as they read', async () => {
  const { body } = await request({ method: 'POST', body: '# A & *b*\n\n## `c` < d' })
  equal(body.outline, [
    { level: 1, text: 'A & b', id: 's-a-b' },
    { level: 2, text: 'c < d', id: 's-c-d' },
  ])
})

test('emphasis nests and follows the flanking rules of CommonMark', async () => {
  await renders([
    ['*a* **b** ***c***', '<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em></p>'],
    ['**bold *and* more**', '<p><strong>bold <em>and</em> more</strong></p>'],
    ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
    ['in*ter*nal', '<p>in<em>ter</em>nal</p>'],
    ['*foo**bar**baz*', '<p><em>foo<strong>bar</strong>baz</em></p>'],
    ['*foo**bar*', '<p><em>foo**bar</em></p>'],
    ['**open', '<p>**open</p>'],
    ['~~gone~~ ~kept~', '<p><del>gone</del> ~kept~</p>'],
    ['_a_ __b__', '<p><em>a</em> <strong>b</strong></p>'],
  ])
})

test('code spans keep their text and may hold backticks', async () => {
  await renders([
    ['`*a* <b>`', '<p><code>*a* &lt;b&gt;</code></p>'],
    ['`` a`b ``', '<p><code>a`b</code></p>'],
    ['`open', '<p>`open</p>'],
    ['\\`not code`', '<p>`not code`</p>'],
    ['*a `*` b*', '<p><em>a <code>*</code> b</em></p>'],
  ])
})

test('fenced and indented code is shown as it is', async () => {
  await renders([
    [
      '```ts\nconst a = 1 < 2\n\n# no\n```',
      '<pre><code class="language-ts">const a = 1 &lt; 2\n\n# no\n</code></pre>',
    ],
    ['~~~\n```\n~~~', '<pre><code>```\n</code></pre>'],
    ['    a\n\n      b', '<pre><code>a\n\n  b\n</code></pre>'],
    ['```\nnever closed', '<pre><code>never closed\n</code></pre>'],
    ['```"><b>\nx\n```', '<pre><code>x\n</code></pre>'],
  ])
})

test('HTML in the source is text', async () => {
  await renders([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['a <b onclick="x">c</b>', '<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>'],
    ['AT&T &copy; &nope', '<p>AT&amp;T &copy; &amp;nope</p>'],
  ])
})

test('links with allowed schemes and relative ones become anchors', async () => {
  await renders([
    [
      '[a](https://x.org/?a=1&b=2)',
      '<p><a href="https://x.org/?a=1&amp;b=2" rel="nofollow noopener">a</a></p>',
    ],
    [
      '[*a*](/p "T \\"q\\"")',
      '<p><a href="/p" title="T &quot;q&quot;" rel="nofollow noopener"><em>a</em></a></p>',
    ],
    [
      '[a](/p \'it "q"\')',
      '<p><a href="/p" title="it &quot;q&quot;" rel="nofollow noopener">a</a></p>',
    ],
    ['[a](x_(y)_z)', '<p><a href="x_(y)_z" rel="nofollow noopener">a</a></p>'],
    ['<https://x.org>', '<p><a href="https://x.org" rel="nofollow noopener">https://x.org</a></p>'],
    ['[a] (b)', '<p>[a] (b)</p>'],
  ])
})

test('links with other schemes leave only their words, however they are hidden', async () => {
  const addresses = [
    'javascript:alert(1)',
    'JaVaScRiPt:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ]
  for (const address of [...addresses, '<java\tscript:x>', '\u0001javascript:x', 'java\\script:x'])
    equal(await html(`[word](${address})`).then((out) => out.includes('href')), false, address)
  equal(
    await html('[a](javascript&#58;x)'),
    '<p><a href="javascript&amp;#58;x" rel="nofollow noopener">a</a></p>\n',
  )
  equal(await html('![alt](data:image/svg+xml,x)'), '<p>alt</p>\n')
  equal(await html('<javascript:alert(1)>'), '<p>&lt;javascript:alert(1)&gt;</p>\n')
})

test('attributes cannot be left by quotes', async () => {
  await renders([
    [
      '[a](/"onmouseover="x)',
      '<p><a href="/&quot;onmouseover=&quot;x" rel="nofollow noopener">a</a></p>',
    ],
    ['![a"b](/i.png)', '<p><img src="/i.png" alt="a&quot;b"></p>'],
  ])
})

test('lists nest, number from their start and are loose only with blank lines', async () => {
  await renders([
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    [
      '- a\n  - b\n    - c\n- d',
      '<ul>\n<li>a\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>',
    ],
    ['- a\n\n- b', '<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>'],
    ['- a\n* b', '<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>'],
    ['1. a\n\n   b', '<ol>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>'],
    ['- a\nlazy', '<ul>\n<li>a\nlazy</li>\n</ul>'],
    ['In\n1984. it was', '<p>In\n1984. it was</p>'],
  ])
})

test('task items have boxes that cannot be clicked', async () => {
  equal(
    await html('- [ ] a\n- [x] b'),
    '<ul>\n<li><input type="checkbox" disabled> a</li>\n<li><input type="checkbox" disabled checked> b</li>\n</ul>\n',
  )
})

test('quotes hold blocks and reach over lazy lines', async () => {
  await renders([
    ['> a\nb\n> - c', '<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>'],
    ['> > a', '<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n</blockquote>'],
  ])
})

test('tables align, fill short rows and hide pipes', async () => {
  equal(
    await html('| a | b |\n|:--|--:|\n| `x|y` | \\| |\n| 1 |'),
    '<table>\n<thead>\n<tr><th align="left">a</th><th align="right">b</th></tr>\n</thead>\n<tbody>\n' +
      '<tr><td align="left"><code>x|y</code></td><td align="right">|</td></tr>\n' +
      '<tr><td align="left">1</td><td align="right"></td></tr>\n</tbody>\n</table>\n',
  )
  equal(await html('a | b\nno table'), '<p>a | b\nno table</p>\n')
})

test('rules, hard breaks and escapes', async () => {
  await renders([
    ['***', '<hr>'],
    ['- - -', '<hr>'],
    ['a  \nb\\\nc\nd', '<p>a<br>\nb<br>\nc\nd</p>'],
    ['\\*a\\* \\# \\<', '<p>*a* # &lt;</p>'],
  ])
})

test('CRLF and tabs are read like LF and blanks', async () => {
  equal(await html('a\r\n\r\n\tb'), '<p>a</p>\n<pre><code>b\n</code></pre>\n')
})

test('hostile repetition is answered in time', async () => {
  for (const part of ['*a_ ', '[a](', '[', '> ', '- ', '`a``b', '![a', '<a ', '|a', '~~', '\\'])
    ok((await html(`${part.repeat(500)}x`)).length > 0, part)
})

test('nothing to convert is refused with a hint', async () => {
  for (const body of [null, '', '  \n', {}, { markdown: 5 }, []]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    ok(answer.body.hint)
  }
})
