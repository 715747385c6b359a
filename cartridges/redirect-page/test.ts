const go = (target: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { target, hosts: ['example.org', '*.good.example'], ...more } })
const refused = async (target: string) => {
  const answer = await go(target)
  return answer.status === 400 ? (answer.body.error as string) : `went to ${answer.body.url}`
}

test('exact hosts and subdomains are allowed, look-alikes are not', async () => {
  equal((await go('HTTPS://Example.ORG')).body.url, 'https://example.org/')
  equal((await go('https://a.b.good.example:8443/x')).body.host, 'a.b.good.example')
  for (const target of [
    'https://good.example/',
    'https://evilgood.example/',
    'https://www.example.org/',
    'https://example.org.evil/',
  ])
    match(await refused(target), /not among those/)
})

test('what browsers read differently is refused', async () => {
  match(await refused('https://example.org@evil.example/'), /user name/)
  match(await refused('https://example.org\\@evil.example/'), /backslash/)
  match(await refused('https://evil.example\t/'), /control/)
  match(await refused('https://ex%61mple.org/'), /encoded/)
  match(await refused('https://exаmple.org/'), /ASCII/)
  match(await refused('javascript:alert(1)//https://example.org'), /no http/)
  match(await refused('//example.org/'), /no http/)
  match(await refused('https://[::1]/'), /proper host/)
})

test('trackers are taken out and the rest keeps its order', async () => {
  const { body } = await go('https://example.org/a?b=2&utm_source=x&a=1&fbclid=y#z')
  equal([body.url, body.removed], ['https://example.org/a?b=2&a=1#z', ['utm_source', 'fbclid']])
  match((await go('https://example.org/?gclid=1', { keepTrackers: true })).body.url, /gclid/)
  equal((await go('https://example.org/?gclid=1')).body.url, 'https://example.org/')
})

test('the page forwards after its seconds and without a referrer', async () => {
  const { html } = (await go('https://example.org/a', { seconds: 0 })).body
  match(html, /http-equiv="refresh" content="0;url=https:\/\/example\.org\/a"/)
  match(html, /rel="canonical" href="https:\/\/example\.org\/a"/)
})

test('addresses and titles cannot leave their attributes', async () => {
  const { html } = (await go('https://example.org/"><script>alert(1)</script>', { title: '<b>$&' }))
    .body
  ok(!/<script|<b>\$/.test(html))
})

test('missing targets, hosts and odd seconds are refused', async () => {
  for (const body of [
    null,
    {},
    { target: 'https://example.org' },
    { target: 'https://example.org', hosts: [] },
    { target: 'https://example.org', hosts: ['*'] },
    { target: 'https://example.org', hosts: ['*.*.x'] },
    { target: 'https://example.org', hosts: ['example.org'], seconds: -1 },
  ])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
})
