const time = (duration: Json, elapsed: Json = 0) =>
  request({ method: 'POST', body: { duration, elapsed } })
const seconds = async (text: string) => (await time(text)).body.seconds

test('durations are read as people write them', async () => {
  const cases: [string, number][] = [
    ['90s', 90],
    ['1h 30m', 5400],
    ['1 hour 5 min', 3900],
    ['1:30', 90],
    ['1:00:05', 3605],
    ['25', 1500],
    ['1.5h', 5400],
    ['2M 5S', 125],
  ]
  for (const [text, expected] of cases) equal(await seconds(text), expected, text)
})

test('what is left, and how much is gone', async () => {
  equal((await time('10m', 150)).body, {
    seconds: 600,
    left: 450,
    clock: '7:30',
    over: null,
    percent: 25,
  })
})

test('a second is shown until it is over', async () => {
  equal((await time('10s', 0.4)).body.left, 10)
  equal((await time('10s', 9.9)).body.clock, '0:01')
})

test('after the end it tells how long ago that was', async () => {
  const { body } = await time('1m', 75)
  equal([body.left, body.clock, body.over, body.percent], [0, '0:00', 15, 100])
})

test('the page is set to the duration of the query', async () => {
  const { status, headers, body } = await request({ method: 'GET', query: { duration: '3:05' } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"text":"3:05","left":185000,"ends":null},"every":200'))
})

test('what is no duration is refused', async () => {
  for (const duration of [
    '',
    '0',
    '0s',
    '25h',
    '5m 1h',
    '1:75',
    '5 apples',
    'm5',
    '-5m',
    '</script><script>',
    '__proto__',
    '5m'.repeat(20),
    5,
    null,
    [],
  ]) {
    const answer = await time(duration)
    equal(answer.status, 400, JSON.stringify(duration))
    match(answer.body.hint, /1h 30m/)
  }
  for (const elapsed of [-1, '5', null, 1e12]) equal((await time('5m', elapsed)).status, 400)
  equal((await request({ method: 'POST', body: null })).status, 400)
  equal((await request({ method: 'GET', query: { duration: '"$&<b>' } })).status, 400)
})
