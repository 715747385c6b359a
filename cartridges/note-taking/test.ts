const take = (text: Json, path = '/', title: Json = 'Biology') =>
  request({ method: 'POST', path, body: { title, text } })
const first = async (text: string) => (await take(text)).body.sections[0]

test('the first sign of a line says what it is', async () => {
  const { body } = await take(
    '# Cells\n= Osmosis: water: through a membrane\n? Why salt\n> it draws water\n> out of them\n! read @ada by:2026-11-27\n~ Membranes decide.\nplain',
  )
  equal(body.sections, [
    {
      heading: 'Cells',
      points: [{ text: 'plain', depth: 0 }],
      terms: [{ term: 'Osmosis', meaning: 'water: through a membrane' }],
      questions: [{ question: 'Why salt?', answer: 'it draws water out of them' }],
    },
  ])
  equal(body.actions, [{ what: 'read', who: 'ada', by: '2026-11-27', done: false }])
  equal([body.summary, body.todo, body.open], [['Membranes decide.'], 1, []])
})

test('points nest by indentation however wide it is', async () => {
  const { points } = await first('- a\n    - b\n      - c\n    - d\n\t- e\n- f')
  equal(
    points.map(({ text, depth }: { text: string; depth: number }) => `${text}${depth}`),
    ['a0', 'b1', 'c2', 'd1', 'e1', 'f0'],
  )
})

test('an answer belongs to the question right above it', async () => {
  const { questions, points } = await first('? one\n? two?\n> yes\n\n> alone')
  equal(questions, [
    { question: 'one?', answer: null },
    { question: 'two?', answer: 'yes' },
  ])
  equal(points, [{ text: 'alone', depth: 0 }])
  equal((await take('? one\n? two\n> yes')).body.open, ['one?'])
})

test('actions may be done, and a sign without a blank is a word', async () => {
  const { actions, todo, sections } = (await take('! [x] call Bob\n! [ ] mail x@y.org\n#1 and -5'))
    .body
  equal(actions, [
    { what: 'call Bob', who: null, by: null, done: true },
    { what: 'mail x@y.org', who: null, by: null, done: false },
  ])
  equal([todo, sections[0].points[0].text], [1, '#1 and -5'])
})

test('the page nests its lists and closes them', async () => {
  const { headers, body } = await take('- a\n  - b\n    - c\n- d\n! [x] e', '/page')
  match(headers['content-type'], /^text\/html/)
  ok(body.includes('<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>'))
  ok(body.includes('<li class="done">☑ e</li>'))
})

test('hostile notes are only notes', async () => {
  const evil = '<script>"$&</script> {{summary}} __proto__'
  const lines = ['#', '=', '?', '!', '~', '-'].map((sign) => `${sign} ${evil}`).join('\n')
  const { body } = await take(lines, '/page', '</title><script>')
  ok(!/<script/.test(body))
  equal(body.split('&#60;script&#62;&#34;$&#38;&#60;/script&#62; {{summary}} __proto__').length, 8)
})

test('what makes no notes is refused', async () => {
  for (const text of ['', ' \n ', 5, null, 'x'.repeat(1001), 'a\n'.repeat(15_001)])
    equal((await take(text)).status, 400)
  for (const title of ['', 5, 'x'.repeat(101)]) equal((await take('a', '/', title)).status, 400)
  equal((await take('a', '/other')).status, 400)
  equal((await request({ method: 'POST', body: '# a' })).status, 400)
})
