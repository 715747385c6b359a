const report = async (body: Json) => {
  const answer = await request({ method: 'POST', body })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('the report is drawn from the counts of text-stats by markdown-to-html', async () => {
  const body = await report({ title: 'My cat', text: 'The cat sat on the warm mat.' })
  match(body.html, /^<h1 id="s-my-cat">My cat<\/h1>\n<table>/)
  match(body.html, /<td>Words<\/td><td align="right">7<\/td>/)
  match(body.html, /<td>Reading ease \(Flesch\)<\/td><td align="right">115.1, very easy<\/td>/)
  equal(body.stats.words, 7)
})

test('frequent words become a numbered list', async () => {
  const body = await report({ text: 'Pear pear pear. Apple apple. Fig.' })
  match(body.html, /<ol>\n<li>pear: 3<\/li>\n<li>apple: 2<\/li>\n<li>fig: 1<\/li>\n<\/ol>/)
})

test('plain text works and the title has a default', async () => {
  const body = await report('Hello there.')
  equal(body.title, 'Text report')
  match(body.html, /Text report/)
})

test('a title is text and never markup', async () => {
  const body = await report({ title: '<b>*x*</b> | [y](z)', text: 'Hello.' })
  match(body.html, /^<h1 id="[^"]+">&lt;b&gt;\*x\*&lt;\/b&gt; \| \[y\]\(z\)<\/h1>/)
})

test('long texts show minutes', async () => {
  const body = await report({ text: 'word '.repeat(300) })
  match(body.html, /<td>Reading time<\/td><td align="right">1 min 16 s<\/td>/)
  match(body.html, /<td>Speaking time<\/td><td align="right">2 min 0 s<\/td>/)
})

test('a text of only the commonest words has no list', async () => {
  match((await report({ text: 'The and of.' })).html, /None beyond/)
})

test('what text-stats refuses is refused in its words', async () => {
  const answer = await request({ method: 'POST', body: { text: '...' } })
  equal(answer.status, 400)
  match(answer.body.error, /no words/)
})

test('a missing text and a wrong title are refused before anything is called', async () => {
  for (const body of [null, [], { text: 5 }, { text: 'a', title: 7 }, { text: 'a', title: ' ' }]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
  equal(
    (await request({ method: 'POST', body: { text: 'a', title: 'x'.repeat(101) } })).status,
    400,
  )
})
