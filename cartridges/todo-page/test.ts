const list = '- [ ] Party\n  - [x] cake\n  - [ ] music\n- [ ] Sleep'
const look = async (text: string, more = {}) =>
  (await request({ method: 'POST', body: { text, ...more } })).body

test('a checklist is counted by what has nothing below it', async () => {
  equal(await look(list), { text: list, open: 2, done: 1, percent: 33, next: 'music' })
})

test('the last child done makes its parent done, and the other way round', async () => {
  equal((await look(list, { tick: 3 })).text.split('\n')[0], '- [x] Party')
  equal(
    (await look(list, { tick: 1 })).text,
    '- [x] Party\n  - [x] cake\n  - [x] music\n- [ ] Sleep',
  )
  const { text, next } = await look('- [x] a\n  - [x] b', { untick: 2 })
  equal([text, next], ['- [ ] a\n  - [ ] b', 'b'])
})

test('lines without marks are items too', async () => {
  equal((await look('milk\r\n\r\n* bread\n+ [X] eggs')).text, '- [ ] milk\n- [ ] bread\n- [x] eggs')
  equal((await look('')).next, null)
})

test('levels that skip one are closed up', async () => {
  equal((await look('- a\n        - b\n\t- c')).text, '- [ ] a\n  - [ ] b\n  - [ ] c')
})

test('hostile lines are only text, on the page too', async () => {
  equal((await look('<script>"$&"</script>\n__proto__')).open, 2)
  const { status, headers, body } = await request({
    method: 'GET',
    query: { text: '- [x] </script><b>$&' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"items":[{"text":"\\u003c/script>\\u003cb>$&","level":0,"done":true}]'))
  equal(body.split('</script>').length, 2)
})

test('the longest list is read in time', async () => {
  equal((await look(Array(200).fill('  - [ ] x').join('\n'), { tick: 1 })).done, 199)
})

test('what is no list and no item is refused', async () => {
  const cases: Json[] = [
    null,
    [],
    {},
    { text: 5 },
    { text: 'x'.repeat(10_001) },
    { text: `a\n${'x'.repeat(201)}` },
    { text: Array(201).fill('x').join('\n') },
    { text: 'a', tick: 0 },
    { text: 'a', tick: 2 },
    { text: 'a', tick: '1' },
    { text: 'a', untick: null },
    { text: '', tick: 1 },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 50))
    match(answer.body.hint, /"text"/)
  }
  match((await request({ method: 'POST', body: cases[5] ?? null })).body.error, /line 2/)
})
