const run = (presses: [string, number][], until: Json = null) =>
  request({
    method: 'POST',
    body: { presses: presses.map(([type, at]) => ({ do: type, at })), until },
  })

test('the time runs from go to stop and on from there', async () => {
  equal((await run([['go', 1000]], 4210)).body.time, '0:03.21')
  const { body } = await run([
    ['go', 0],
    ['stop', 5000],
    ['go', 60_000],
    ['stop', 62_500],
  ])
  equal([body.running, body.ms, body.time], [false, 7500, '0:07.50'])
})

test('laps know the fastest, the slowest and the mean', async () => {
  const { body } = await run([
    ['go', 0],
    ['lap', 61_500],
    ['lap', 120_000],
    ['lap', 183_000],
  ])
  equal([body.fastest, body.slowest, body.mean], [2, 3, '1:01.00'])
  equal(body.laps[2], { lap: 3, ms: 63_000, time: '1:03.00', behind: 4500, total: '3:03.00' })
})

test('a pause counts for no lap', async () => {
  const { body } = await run([
    ['go', 0],
    ['stop', 1000],
    ['lap', 5000],
    ['go', 9000],
    ['lap', 9500],
  ])
  equal(
    body.laps.map(({ ms }: { ms: number }) => ms),
    [1500],
  )
})

test('hours are told and a reset forgets all', async () => {
  equal((await run([['go', 0]], 3_723_450)).body.time, '1:02:03.45')
  const { body } = await run([
    ['go', 0],
    ['lap', 10],
    ['reset', 20],
  ])
  equal([body.running, body.ms, body.laps, body.fastest], [false, 0, [], null])
})

test('the page begins at rest and its title is only text', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { title: '<script>"$&"</script>' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"since":null,"ran":0,"marks":[]},"every":40'))
  ok(body.includes('&#60;script&#62;&#34;$&#38;&#34;'))
})

test('presses that cannot have been are refused', async () => {
  const cases: [string, number][][] = [
    [['jump', 0]],
    [['__proto__', 0]],
    [['go', -1]],
    [['go', 1.5]],
    [
      ['go', 10],
      ['stop', 9],
    ],
  ]
  for (const presses of cases) {
    const answer = await run(presses)
    equal(answer.status, 400, JSON.stringify(presses))
    match(answer.body.hint, /"presses"/)
  }
  for (const until of [5, '9', 1e16]) equal((await run([['go', 10]], until)).status, 400)
  for (const body of [null, [], {}, { presses: [null] }, { presses: [[]] }] as Json[])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
  for (const title of [' ', 'x'.repeat(61)])
    equal((await request({ method: 'GET', query: { title } })).status, 400)
})
