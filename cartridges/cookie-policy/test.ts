const policy = (headers: Json, purposes: Json = {}, site: Json = 'example.org') =>
  request({ method: 'POST', body: { site, headers, purposes } })
const lifetime = async (flags: string) => (await policy([`a=1; ${flags}`])).body.cookies[0].lifetime

test('lifetimes are said in the largest unit that fits', async () => {
  equal(await lifetime('Max-Age=63072000'), '2 years')
  equal(await lifetime('Max-Age=86400; Expires=Thu, 01 Jan 2099 00:00:00 GMT'), '1 day')
  equal(await lifetime('Max-Age=0'), 'deleted at once')
  equal(await lifetime('Path=/'), 'until the browser closes')
})

test('the longest name decides the purpose and only necessary ones need no consent', async () => {
  const { body } = await policy(['_ga_x=1', '_ga=1', 'sid=1', 'odd=1'], {
    '_ga*': 'statistics',
    _ga_x: 'marketing',
    sid: 'necessary',
  })
  equal(
    body.cookies.map((cookie: { purpose: string; consent: boolean }) => [
      cookie.purpose,
      cookie.consent,
    ]),
    [
      ['marketing', true],
      ['statistics', true],
      ['necessary', false],
      ['unclassified', true],
    ],
  )
  match(body.markdown, /## Necessary cookies\n\n.*without asking/)
})

test('forgotten flags are found', async () => {
  const { body } = await policy([
    'a=1; SameSite=None',
    'b=1; Secure; HttpOnly; SameSite=Strict',
    '__Host-c=1; Secure; HttpOnly; SameSite=Lax',
  ])
  equal(
    body.findings.filter((entry: { name: string }) => entry.name === 'b'),
    [],
  )
  match(JSON.stringify(body.findings), /browsers drop it.*breaks the rules of __Host-/)
})

test('values of cookies appear nowhere', async () => {
  const { body } = await policy(['sid=topsecret; Path=/topsecret2'])
  ok(!JSON.stringify(body).includes('topsecret'))
})

test('names and sites cannot break out of the Markdown', async () => {
  const { body } = await policy(['a|b`c=1'], {}, '<script>[x](javascript:y)')
  match(body.markdown, /^# Cookies of \\<script\\>\\\[x\\\]\(javascript:y\)/)
  match(body.markdown, /\| a\\\|b\\`c \|/)
})

test('what is no cookie or no purpose is refused', async () => {
  for (const [headers, purposes] of [
    [[], {}],
    [['x'], {}],
    [['=1'], {}],
    [[5], {}],
    [['a=1'], { a: 'fun' }],
    [['a=1'], []],
    [['a b=1'], {}],
  ] as [Json, Json][])
    equal((await policy(headers, purposes)).status, 400, JSON.stringify([headers, purposes]))
})
