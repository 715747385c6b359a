const faq = (items: Json, title: Json = 'Help') =>
  request({ method: 'POST', body: { title, items } })
const item = (question: string, answer = 'a', topic?: string) => ({
  question,
  answer,
  ...(topic ? { topic } : {}),
})

test('anchors come from the words and are never twice the same', async () => {
  const { body } = await faq([item('Wie groß ist Zoë?'), item('How?'), item('How!'), item('???')])
  equal(body.anchors, ['wie-groß-ist-zoe', 'how', 'how-2', 'question'])
})

test('answers have paragraphs, lists and links', async () => {
  const { body } = await faq([
    item('q', 'One\ntwo.\n\n- a\n- b\n\nSee https://example.org/a?b=1&c=2.'),
  ])
  ok(
    body.html.includes(
      '<p>One<br>two.</p><ul><li>a</li><li>b</li></ul><p>See <a href="https://example.org/a?b=1&#38;c=2" rel="nofollow noopener">https://example.org/a?b=1&#38;c=2</a>.</p>',
    ),
  )
})

test('topics group questions and bring a table of contents', async () => {
  const { body } = await faq([item('a', 'x', 'Pay'), item('b', 'x', 'Ship'), item('c', 'x', 'Pay')])
  equal(
    [...body.html.matchAll(/<h2>(.*?)<\/h2>|<summary>(.*?)<\/summary>/g)].map(
      (found) => found[1] ?? found[2],
    ),
    ['Pay', 'a', 'c', 'Ship', 'b'],
  )
  match(body.html, /<nav><ol><li><a href="#a">a<\/a>/)
})

test('structured data holds the plain words', async () => {
  const { body } = await faq([item('Q & A?', '<b>')])
  equal(body.jsonLd.mainEntity, [
    { '@type': 'Question', name: 'Q & A?', acceptedAnswer: { '@type': 'Answer', text: '<b>' } },
  ])
})

test('questions, answers and addresses cannot break out', async () => {
  const { body } = await faq([
    item(
      '"><script>a()</script>',
      'https://x.y/"onmouseover="a() https://x.y/<script> </details><img src=x>',
      '<i>',
    ),
  ])
  ok(!/<script|<img|<i>|" ?onmouseover/.test(body.html))
})

test('what is missing is refused by place', async () => {
  for (const [items, reason] of [
    [[], /items/],
    [[item('')], /items\[0\]\.question/],
    [[item('q'), { question: 'q' }], /items\[1\]\.answer/],
    [[5], /items\[0\]/],
    [[item('q', 'x'.repeat(5001))], /answer/],
  ] as [Json, RegExp][]) {
    const answer = await faq(items)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
  equal((await faq([item('q')], ' ')).status, 400)
})
