const show = (projects: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { name: 'Ada', projects, ...more } })
const project = (title: string, year: number, ...tags: string[]) => ({ title, year, tags })

test('projects stand under their years, newest first', async () => {
  const { html } = (await show([project('Old', 2001), project('New', 2020), project('Also', 2020)]))
    .body
  equal(
    [...html.matchAll(/<h[23]>(.*?)<\/h/g)].map((found) => found[1]),
    ['2020', 'New', 'Also', '2001', 'Old'],
  )
})

test('tags are counted whatever their case, most used first', async () => {
  equal(
    (await show([project('a', 2020, 'Code', 'art'), project('b', 2020, 'code', 'CODE')])).body.tags,
    [
      { tag: 'code', count: 2 },
      { tag: 'art', count: 1 },
    ],
  )
})

test('rare tags relate more than common ones', async () => {
  const { related } = (
    await show([
      project('a', 2020, 'code', 'rare'),
      project('b', 2019, 'code'),
      project('c', 2018, 'rare', 'x'),
      project('d', 2017, 'code'),
      project('e', 2016, 'y'),
    ])
  ).body
  equal(related.a, ['c', 'b', 'd'])
  equal(related.e, undefined)
})

test('a tag filters by a rule of its own', async () => {
  const { html } = (await show([project('a', 2020, 'x;}</style>'), project('b', 2020)])).body
  match(html, /body:has\(#c0:checked\) article:not\(\.t0\)\{display:none\}/)
  equal(html.split('</style>').length, 3)
})

test('titles, texts and tags are text, links harmless', async () => {
  const { html } = (
    await show(
      [{ title: '<script>', year: 2020, text: '"><img>', url: '/x"onclick="y', tags: ['<b>'] }],
      { intro: '{{rules}}$&' },
    )
  ).body
  ok(!/<script|<img|<b>|"onclick/.test(html))
  ok(html.includes('<p>{{rules}}$&#38;</p>'))
})

test('wrong projects are refused by place', async () => {
  for (const item of [
    5,
    { title: 'x' },
    { year: 2020 },
    { title: 'x', year: 2020.5 },
    { title: 'x', year: 2020, url: 'javascript:a()' },
    { title: 'x', year: 2020, tags: [''] },
  ] as Json[]) {
    const answer = await show([project('ok', 2020), item])
    equal(answer.status, 400)
    match(answer.body.error, /projects\[1\]/)
  }
  equal((await show([])).status, 400)
  equal((await show([project('x', 2020)], { name: '' })).status, 400)
})
