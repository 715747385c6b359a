const read = async (ua: string) => {
  const answer = await request({ query: { ua } })
  equal(answer.status, 200, ua)
  return answer.body
}
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test('a browser is named by its own name and not by that of its ancestors', async () => {
  const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36`
  const cases: [string, string, number][] = [
    [windows, 'Chrome', 130],
    [`${windows} Edg/130.0.2849.80`, 'Edge', 130],
    [`${windows} OPR/115.0.0.0`, 'Opera', 115],
    ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer', 11],
  ]
  for (const [ua, name, major] of cases) {
    const body = await read(ua)
    equal([body.kind, body.name, body.major, body.device], ['browser', name, major, 'desktop'], ua)
  }
})

test('phones and tablets are told apart', async () => {
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1'
  equal(await read(iphone), {
    kind: 'browser',
    name: 'Safari',
    version: '17.6',
    major: 17,
    engine: 'WebKit',
    os: 'iOS',
    osVersion: '17.6.1',
    device: 'phone',
  })
  const android = (mobile: string) =>
    `Mozilla/5.0 (Linux; Android 14; K) ${webkit} Chrome/130.0.0.0 ${mobile}Safari/537.36`
  equal((await read(android('Mobile '))).device, 'phone')
  equal((await read(android(''))).device, 'tablet')
})

test('Chrome on an iPhone runs on WebKit', async () => {
  const body = await read(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1',
  )
  equal([body.name, body.engine], ['Chrome', 'WebKit'])
})

test('crawlers are crawlers even in the coat of a browser', async () => {
  const google = `Mozilla/5.0 ${webkit}; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/130.0.0.0 Safari/537.36`
  const body = await read(google)
  equal([body.kind, body.name, body.device], ['crawler', 'Googlebot', 'none'])
  const unknown = await read('MyOwnBot/1.0 (+https://example.org)')
  equal([unknown.kind, unknown.name], ['crawler', null])
})

test('without a given text the header of the call is read', async () => {
  const { body } = await request({ headers: { 'user-agent': 'Wget/1.21.4' } })
  equal([body.kind, body.name, body.version], ['tool', 'Wget', '1.21.4'])
})

test('hostile text is unknown and is not repeated', async () => {
  for (const ua of ['<script>alert(1)</script>', '__proto__', '$&', '"\n"', 'a'.repeat(1000)]) {
    const body = await read(ua)
    equal([body.kind, body.name], ['unknown', null], ua)
    ok(!JSON.stringify(body).includes('script'))
  }
})

test('nothing, too much and no text are refused', async () => {
  for (const query of [{}, { ua: ' ' }, { ua: 'x'.repeat(1001) }])
    equal((await request({ query })).status, 400)
  const answer = await request({ method: 'POST', body: { ua: 7 } })
  equal(answer.status, 400)
  match(answer.body.hint, /User-Agent/)
})
