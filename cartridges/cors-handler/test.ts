const ask = (policy: Json, headers: Json, method: Json = 'GET') =>
  request({ method: 'POST', body: { policy, headers, method } })
const policy = {
  origins: ['https://app.example.org', 'https://*.example.com'],
  methods: ['PUT'],
  headers: ['X-Key'],
  exposed: ['ETag'],
  credentials: true,
}
const wish = (method: string, headers = '') => ({
  Origin: 'https://app.example.org',
  'Access-Control-Request-Method': method,
  'Access-Control-Request-Headers': headers,
})

test('an allowed origin is named, not starred', async () => {
  equal((await ask(policy, { Origin: 'https://app.example.org' })).body, {
    kind: 'actual',
    allowed: true,
    reason: null,
    status: 200,
    headers: {
      Vary: 'Origin',
      'Access-Control-Expose-Headers': 'ETag',
      'Access-Control-Allow-Origin': 'https://app.example.org',
      'Access-Control-Allow-Credentials': 'true',
    },
  })
})

test('names that only look alike stay outside', async () => {
  for (const [from, allowed] of [
    ['https://a.example.com', true],
    ['https://example.com', false],
    ['https://evilexample.com', false],
    ['http://a.example.com', false],
    ['https://app.example.org.evil.net', false],
    ['https://evil.net/.example.com', false],
    ['https://*.example.com', false],
    ['null', false],
  ] as const) {
    const { body } = await ask(policy, { origin: from })
    equal(body.allowed, allowed, from)
    equal(body.headers.Vary, 'Origin')
    equal(body.headers['Access-Control-Allow-Origin'], allowed ? from : undefined)
  }
})

test('a preflight asks for method and headers', async () => {
  const good = (await ask(policy, wish('PUT', 'x-key, accept'), 'OPTIONS')).body
  equal([good.kind, good.status, good.allowed], ['preflight', 204, true])
  equal(good.headers['Access-Control-Max-Age'], '600')
  match((await ask(policy, wish('DELETE'), 'OPTIONS')).body.reason, /DELETE/)
  match((await ask(policy, wish('PUT', 'x-other'), 'OPTIONS')).body.reason, /x-other/)
})

test('a wildcard answers everybody alike and never with credentials', async () => {
  const { body } = await ask({ origins: ['*'] }, { origin: 'null' })
  equal(body.headers, { 'Access-Control-Allow-Origin': '*' })
  equal((await ask({ origins: ['*'], credentials: true }, {})).status, 400)
})

test('a hostile origin is never echoed', async () => {
  for (const from of ['https://a\r\nX: y.example.com', 'https://<script>"$& .example.com']) {
    const { body } = await ask(policy, { origin: from })
    equal([body.allowed, body.headers], [false, { Vary: 'Origin' }])
  }
})

test('a bad policy is refused', async () => {
  for (const change of [
    { origins: 'x' },
    { origins: ['https://example.org/'] },
    { methods: ['put'] },
    { headers: ['a b'] },
    { maxAge: -1 },
    { credentials: 'yes' },
  ])
    equal((await ask({ ...policy, ...change }, {})).status, 400, JSON.stringify(change))
  equal((await request({ method: 'POST', body: {} })).status, 400)
})
