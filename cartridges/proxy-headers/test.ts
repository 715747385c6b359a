const trusted = ['10.0.0.0/8', '2001:db8:aa::/48', '192.0.2.1']
const find = async (remote: string, headers: { [name: string]: Json }) => {
  const answer = await request({ method: 'POST', body: { remote, trusted, ...headers } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('the first address that is no trusted proxy is the client', async () => {
  const xForwardedFor = '6.6.6.6, 203.0.113.9, 10.1.1.1, 192.0.2.1'
  const body = await find('10.0.0.1', { xForwardedFor })
  equal([body.client, body.trustedHops, body.ignored], ['203.0.113.9', 3, 1])
})

test('without a trusted connection no header is believed', async () => {
  const body = await find('198.51.100.1', { xForwardedFor: '127.0.0.1', forwarded: 'for=10.0.0.1' })
  equal([body.client, body.trustedHops], ['198.51.100.1', 0])
})

test('Forwarded is read with quotes, ports, scheme and host', async () => {
  const forwarded = 'For="[2001:db8:cafe::17]:4711";proto=https;host=a.example, for=10.2.2.2'
  const body = await find('2001:db8:aa::1', { forwarded })
  equal([body.client, body.proto, body.host], ['2001:db8:cafe::17', 'https', 'a.example'])
})

test('an IPv4 address written as IPv6 is the same address', async () => {
  equal((await find('::ffff:10.0.0.1', { xForwardedFor: '203.0.113.9:55' })).client, '203.0.113.9')
  equal((await find('::ffff:a00:1', { xForwardedFor: '203.0.113.9' })).client, '203.0.113.9')
})

test('a range ends where it ends', async () => {
  equal((await find('11.0.0.1', { xForwardedFor: '203.0.113.9' })).client, '11.0.0.1')
  equal((await find('2001:db8:ab::1', { xForwardedFor: '203.0.113.9' })).client, '2001:db8:ab::1')
  equal((await find('192.0.2.2', { xForwardedFor: '203.0.113.9' })).client, '192.0.2.2')
})

test('hostile entries stop the walk and are never repeated', async () => {
  const bad = [
    'unknown',
    '_hidden',
    '<script>',
    '__proto__',
    '010.0.0.1',
    '1.2.3.256',
    '1::2::3',
    '',
  ]
  for (const entry of bad) {
    const body = await find('10.0.0.1', { xForwardedFor: `203.0.113.9, ${entry}` })
    equal(body.client, entry === '' ? '203.0.113.9' : '10.0.0.1', entry)
  }
  const forwarded = 'for=203.0.113.9;host="<script>";proto=javascript'
  const body = await find('10.0.0.1', { forwarded })
  equal([body.client, body.host, body.proto], ['203.0.113.9', null, null])
})

test('bad input is refused with a hint', async () => {
  const cases: Json[] = [
    null,
    { remote: 'localhost', trusted },
    { remote: '10.0.0.1' },
    { remote: '10.0.0.1', trusted: ['10.0.0.0/33'] },
    { remote: '10.0.0.1', trusted: ['10.0.0.0/8/8'] },
    { remote: '10.0.0.1', trusted: ['all'] },
    { remote: '10.0.0.1', trusted, xForwardedFor: 5 },
    { remote: '10.0.0.1', trusted, forwarded: 'x'.repeat(2001) },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 80))
    ok(answer.body.hint)
  }
})
