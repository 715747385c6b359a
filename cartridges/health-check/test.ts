const health = (checks: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { service: 's', at: '2026-11-20T12:00:00Z', checks, ...more } })
const one = async (check: { [key: string]: Json }) => {
  const answer = await health({ c: check })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return [answer.body.status, answer.body.checks.c[0].output ?? '']
}

test('limits are passed only by what is beyond them', async () => {
  equal(await one({ value: 80, warnAbove: 80 }), ['pass', ''])
  equal(await one({ value: 81, warnAbove: 80, failAbove: 95 }), ['warn', 'is 81, above 80'])
  equal(await one({ value: 96, warnAbove: 80, failAbove: 95 }), ['fail', 'is 96, above 95'])
  equal(await one({ value: 1, failBelow: 2 }), ['fail', 'is 1, below 2'])
  equal(await one({ value: false }), ['fail', 'is false'])
})

test('an old reading fails whatever it says', async () => {
  equal(await one({ value: true, time: '2026-11-20T11:58:00Z', maxAgeSeconds: 60 }), [
    'fail',
    'is 120 s old, at most 60 s are allowed',
  ])
  equal((await one({ value: true, time: '2026-11-20T11:59:30Z', maxAgeSeconds: 60 }))[0], 'pass')
})

test('the worst decides and what is not critical only warns', async () => {
  equal((await health({ a: { value: true }, b: { value: 5, warnAbove: 1 } })).body.status, 'warn')
  const { headers, body } = await health(
    { a: { value: false, critical: false }, b: { value: true } },
    { version: '1.0.0' },
  )
  equal([body.status, body.output, body.releaseId], ['warn', 'a is false', '1.0.0'])
  equal(headers['content-type'], 'application/health+json')
})

test('without a moment the clock counts', async () => {
  const { body } = await request({
    method: 'POST',
    body: {
      service: 's',
      checks: { c: { value: 1, time: '2020-01-01T00:00:00Z', maxAgeSeconds: 5 } },
    },
  })
  equal(body.status, 'fail')
})

test('names of any kind are names', async () => {
  const { body } = await health(
    JSON.parse('{"__proto__": {"value": true}, "<script>": {"value": false}}'),
  )
  equal(body.output, '<script> is false')
  equal(Object.keys(body.checks), ['__proto__', '<script>'])
})

test('checks that cannot be judged are refused by name', async () => {
  for (const check of [
    5,
    {},
    { value: '1' },
    { value: 1, warnAbove: '2' },
    { value: 1, maxAgeSeconds: 5 },
    { value: 1, critical: 'no' },
  ] as Json[]) {
    const answer = await health({ thing: check })
    equal(answer.status, 400)
    match(answer.body.error, /thing/)
  }
  for (const checks of [{}, [], null]) equal((await health(checks)).status, 400)
})
