const versions = [
  { version: '1.4', deprecated: '2025-01-01', sunset: '2026-01-01' },
  { version: '2.0', deprecated: '2026-06-01', sunset: '2027-01-01' },
  { version: '3.1' },
  { version: '3.0' },
]
const ask = async (path: Json, headers: Json = {}, today: Json = '2026-11-20') =>
  (await request({ method: 'POST', body: { versions, path, headers, today } })).body

test('every place may name the version', async () => {
  for (const [path, headers, source] of [
    ['/v2/users', {}, 'path'],
    ['/api/v2', {}, 'path'],
    ['/users', { 'API-Version': '2' }, 'header'],
    ['/users', { accept: 'application/vnd.acme.v2+json' }, 'accept'],
    ['/users', { accept: 'application/json; version=2.0' }, 'accept'],
    ['/users?a=1&version=2', {}, 'query'],
  ] as const) {
    const { version, source: found } = await ask(path, headers)
    equal([version, found], ['2.0', source], path)
  }
})

test('without a wish the newest current version answers', async () => {
  const { version, source, headers, available } = await ask('/videos')
  equal([version, source], ['3.1', 'default'])
  equal(headers, { 'API-Version': '3.1' })
  equal(available, ['3.1', '3.0', '2.0'])
})

test('a deprecated version says since when and until when', async () => {
  equal((await ask('/v2')).headers, {
    'API-Version': '2.0',
    Deprecation: '@1780272000',
    Sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
  })
})

test('what is past its sunset is gone and what never was is not found', async () => {
  equal([(await ask('/v1')).status, (await ask('/v9')).status], [410, 404])
  equal((await ask('/v1', {}, '2025-12-31')).status, 200)
})

test('a newer minor serves, an older one does not', async () => {
  equal((await ask('/v3.0/x')).version, '3.1')
  equal((await ask('/v3.2/x')).status, 404)
})

test('contradictions are refused instead of guessed', async () => {
  const { status, reason } = await ask('/v2/x?version=3')
  equal([status, reason], [400, 'the versions disagree'])
  equal(
    (await ask('/v2/x', { 'api-version': '2', accept: 'a/b; version=2' })).headers.Vary,
    'Accept, API-Version',
  )
})

test('hostile headers only fail to name a version', async () => {
  for (const value of ['<script>$&', '__proto__', '1'.repeat(500), '2\r\nX: y'])
    equal((await ask('/x', { 'api-version': value })).reason, 'a version cannot be read')
  equal((await ask('/constructor', { __proto__: 'x', accept: 5 })).version, '3.1')
})

test('bad input is refused with a hint', async () => {
  for (const body of [
    null,
    { versions: [], path: '/', today: '2026-11-20' },
    { versions: [{ version: 'x' }], path: '/', today: '2026-11-20' },
    { versions, path: 'x', today: '2026-11-20' },
    { versions, path: '/', today: '2026-02-30' },
    { versions, path: '/' },
    {
      versions: [{ version: '1', deprecated: '2026-02-01', sunset: '2026-01-01' }],
      path: '/',
      today: '2026-11-20',
    },
  ] as Json[]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
})
