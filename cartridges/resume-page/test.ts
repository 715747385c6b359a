const render = async (resume: { [key: string]: Json }) => {
  const answer = await request({ method: 'POST', body: { basics: { name: 'Ada' }, ...resume } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body as string
}

test('the newest work comes first and what goes on has no end', async () => {
  const html = await render({
    work: [
      { position: 'Old', startDate: '2001', endDate: '2003-05' },
      { position: 'Now', startDate: '2010-02-01' },
      { position: 'Middle', startDate: '2003', endDate: '2009' },
    ],
  })
  ok(html.indexOf('Now') < html.indexOf('Middle') && html.indexOf('Middle') < html.indexOf('Old'))
  match(html, /<time>Feb 2010 to now<\/time>/)
  match(html, /<time>2001 to May 2003<\/time>/)
})

test('sections that are empty are not there', async () => {
  const html = await render({ work: [], skills: [{ name: 'Go', keywords: ['a', 'b'] }] })
  ok(!html.includes('<h2>Work'))
  match(html, /<p><b>Go<\/b> a, b<\/p>/)
})

test('only harmless links become links', async () => {
  const html = await render({
    basics: {
      name: 'A',
      email: 'a@b.c',
      url: 'javascript:alert(1)',
      profiles: [{ network: 'Web', url: 'https://example.org/?a=1&b=2' }],
    },
  })
  match(html, /<a href="mailto:a@b\.c">a@b\.c<\/a>/)
  match(html, /<a href="https:\/\/example\.org\/\?a=1&#38;b=2">Web<\/a>/)
  ok(!html.includes('href="javascript'))
})

test('names and highlights are text, whatever they hold', async () => {
  const html = await render({
    basics: { name: '<script>alert("x")</script> {{sections}} $&' },
    work: [{ name: '"><img onerror=a()>', highlights: ['</ul>'] }],
  })
  ok(!/<script|<img/.test(html))
  match(
    html,
    /<h1>&#60;script&#62;alert\(&#34;x&#34;\)&#60;\/script&#62; \{\{sections\}\} \$&#38;<\/h1>/,
  )
  match(html, /<li>&#60;\/ul&#62;<\/li>/)
})

test('wrong types and dates are refused by name', async () => {
  const cases: [Json, RegExp][] = [
    [null, /object/],
    [{ basics: {} }, /basics\.name/],
    [{ basics: { name: 'A' }, work: {} }, /work/],
    [{ basics: { name: 'A' }, work: [{ startDate: 'May 2001' }] }, /startDate/],
    [{ basics: { name: 'A' }, skills: [{ keywords: [1] }] }, /keywords/],
    [{ basics: { name: 'A', label: 'x'.repeat(5001) } }, /label/],
  ]
  for (const [body, reason] of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
