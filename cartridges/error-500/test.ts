const report = async (error: Json, more: { [key: string]: Json } = {}) => {
  const answer = await request({ method: 'POST', body: { error, ...more } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('secrets and persons are masked and counted', async () => {
  const message =
    'GET https://ada:pw1@db/x?token=abc123 from 10.0.0.7 by ada@example.org, Authorization: "Bearer zzzzzzzz", card 4111 1111 1111 1111, key deadbeefdeadbeefdeadbeefdeadbeef'
  const { log } = await report({ message })
  for (const secret of ['pw1', 'abc123', '10.0.0.7', 'ada@', 'zzzz', '4111', 'deadbeef'])
    ok(!log.message.includes(secret), secret)
  ok(log.masked >= 7)
})

test('the visitor learns the number and nothing of the error', async () => {
  const { visitor, incident } = await report(
    { name: 'DbError', message: 'table users is gone', stack: 'at a (/srv/b.js:1:1)' },
    { contact: 'help@example.org' },
  )
  match(incident, /^[0-9A-V]{4}-[0-9A-V]{4}$/)
  ok(visitor.includes(incident) && visitor.includes('mailto:help@example.org'))
  ok(!/users|DbError|srv/.test(visitor))
})

test('the same failure has the same number, another place another', async () => {
  const at = (row: number, id: number) =>
    report({ message: `no row ${id}`, stack: `x\n    at open (/srv/app/db.js:${row}:5)` })
  equal((await at(10, 1)).incident, (await at(10, 999)).incident)
  ok((await at(10, 1)).incident !== (await at(11, 1)).incident)
})

test('frames keep their place and lose their folder', async () => {
  const { log } = await report({
    message: 'x',
    stack:
      'Error: x\n    at open (/home/ada/app/db.js:10:5)\n    at C:\\Users\\ada\\main.ts:3\n    at async run (file:///srv/x/y.mjs:7:1)',
  })
  equal(log.frames, ['open db.js:10', 'main.ts:3', 'async run y.mjs:7'])
})

test('programs get problem+json, by the weights of their header', async () => {
  const problem = await report({ message: 'x' }, { accept: 'text/html;q=0.5, application/json' })
  equal(problem.contentType, 'application/problem+json')
  equal(JSON.parse(problem.visitor).status, 500)
  match(
    (await report({ message: 'x' }, { accept: 'text/html, application/json;q=0.9' })).contentType,
    /html/,
  )
})

test('no errors, odd contacts and floods are refused', async () => {
  for (const body of [
    null,
    {},
    { error: {} },
    { error: { message: 5 } },
    { error: { message: 'x'.repeat(5001) } },
    { error: { message: 'x' }, contact: '"><script>@x.y' },
    { error: { message: 'x' }, accept: 5 },
  ])
    equal((await request({ method: 'POST', body })).status, 400)
})
