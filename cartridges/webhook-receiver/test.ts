const hello = {
  scheme: 'github',
  secret: "It's a Secret to Everybody",
  payload: 'Hello, World!',
  signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
}
// The example of Slack's own documentation.
const slack = {
  scheme: 'slack',
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: 1531420618,
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  payload:
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
}
const check = (body: Json) => request({ method: 'POST', body })

test('the published examples of GitHub and Slack are authentic', async () => {
  equal((await check(hello)).body.accepted, true)
  equal((await check(slack)).body.accepted, true)
})

test('one changed character of payload, secret or signature is caught', async () => {
  for (const change of [
    { payload: 'Hello, World? ' },
    { secret: 'another' },
    { signature: hello.signature.replace('7571', '7572') },
  ]) {
    const { body } = await check({ ...hello, ...change })
    equal([body.accepted, body.authentic], [false, false], JSON.stringify(change))
  }
})

test('an old signature is authentic but not accepted', async () => {
  const old = await check({ ...slack, at: slack.timestamp + 301 })
  equal([old.body.authentic, old.body.fresh, old.body.accepted], [true, false, false])
  const soon = await check({ ...slack, at: slack.timestamp + 300 })
  equal([soon.body.fresh, soon.body.accepted], [true, true])
})

test('the time is part of what is signed', async () => {
  const { body } = await check({ ...slack, timestamp: slack.timestamp + 1 })
  equal(body.authentic, false)
})

test('of several Stripe signatures one that fits is enough, and an unsigned event is not named', async () => {
  const payload = '{"type":"charge.succeeded"}'
  const signature = `t=1700000000,v1=${'0'.repeat(64)}`
  const { body } = await check({ scheme: 'stripe', secret: 's', payload, signature })
  equal([body.authentic, body.event], [false, null])
})

test('hostile text is only text: marks, accents and a very long payload are hashed', async () => {
  for (const payload of ['<script>', '$&', '__proto__', 'é\u{1f600}', 'x'.repeat(40_000)]) {
    const { status, body } = await check({ ...hello, payload })
    equal([status, body.authentic], [200, false])
  }
})

test('bad input is refused with a hint', async () => {
  const cases: Json[] = [
    null,
    { ...hello, scheme: 'constructor' },
    { ...hello, secret: '' },
    { ...hello, payload: { parsed: true } },
    { ...hello, payload: 'x'.repeat(40_001) },
    { ...hello, payload: '\ud800' },
    { ...hello, signature: 'sha1=abc' },
    { ...slack, timestamp: null },
    { ...hello, at: -1 },
    { ...hello, tolerance: 0 },
    { ...hello, scheme: 'stripe', signature: 't=1' },
  ]
  for (const body of cases) {
    const answer = await check(body)
    equal(answer.status, 400, JSON.stringify(body).slice(0, 80))
    ok(answer.body.hint)
  }
})
