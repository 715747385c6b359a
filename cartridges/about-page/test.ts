const about = (more: { [key: string]: Json }) =>
  request({ method: 'POST', body: { name: 'Lamp', mission: 'Light.', year: 2026, ...more } })

test('the age is counted from the founding year', async () => {
  match((await about({ founded: 2025 })).body.html, /Since 2025, 1 year old\./)
  match((await about({ founded: 2026 })).body.html, /Since 2026, new\./)
  ok(!(await about({})).body.html.includes('Since'))
})

test('milestones are sorted and must lie between the start and now', async () => {
  const { body } = await about({
    founded: 2000,
    milestones: [
      { year: 2010, text: 'b' },
      { year: 2001, text: 'a' },
    ],
  })
  match(body.html, /<dt>2001<\/dt><dd>a<\/dd><dt>2010<\/dt>/)
  match(
    (await about({ founded: 2000, milestones: [{ year: 2030, text: 'x' }] })).body.error,
    /2000 to 2026/,
  )
})

test('a story has paragraphs and empty sections are not there', async () => {
  const { body } = await about({ story: 'One.\n\n\nTwo.' })
  match(body.html, /<p>One\.<\/p>\n<p>Two\.<\/p><\/article>$/)
})

test('people are members in the structured data', async () => {
  const { body } = await about({ people: [{ name: 'Ada', role: 'CTO' }, { name: 'Bob' }] })
  equal(body.jsonLd.member, [
    { '@type': 'Person', name: 'Ada', jobTitle: 'CTO' },
    { '@type': 'Person', name: 'Bob' },
  ])
})

test('what is told is text', async () => {
  const { body } = await about({
    name: '<script>"$&"',
    people: [{ name: '<img src=x>' }],
    story: '</p><b>',
  })
  ok(!/<script|<img|<b>(?!&#60;img)/.test(body.html))
})

test('missing and wrong parts are refused by name', async () => {
  for (const [more, reason] of [
    [{ name: '' }, /name/],
    [{ mission: 5 }, /mission/],
    [{ year: '2026' }, /year/],
    [{ founded: 2027 }, /founded/],
    [{ people: ['Ada'] }, /people/],
    [{ people: [{}] }, /name/],
  ] as [{ [key: string]: Json }, RegExp][]) {
    const answer = await about(more)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
