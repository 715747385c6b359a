const map = (urls: Json, site: Json = 'https://example.org') =>
  request({ method: 'POST', body: { site, urls } })

test('paths become whole addresses and the home page has its slash', async () => {
  const { body } = await map(['/', 'a', 'https://example.org', '/b#part'])
  equal(
    [...body.xml.matchAll(/<loc>(.*?)<\/loc>/g)].map((found) => found[1]),
    ['https://example.org/', 'https://example.org/a', 'https://example.org/b'],
  )
  equal(body.skipped, [{ loc: 'https://example.org', reason: 'listed before' }])
})

test('other hosts and look-alikes of the host are left out', async () => {
  const { body } = await map([
    'https://example.org.evil/',
    'http://example.org/',
    'mailto:a@b',
    '/fine',
  ])
  equal(body.count, 1)
  equal(
    body.skipped.map((entry: { reason: string }) => entry.reason),
    Array(3).fill('not on this site'),
  )
})

test('markup in an address is escaped and letters outside of ASCII are encoded', async () => {
  const { body } = await map(['/?a=1&b=<x>"\'', '/größe', '/done%20already'])
  ok(body.xml.includes('<loc>https://example.org/?a=1&amp;b=%3Cx%3E%22&apos;</loc>'))
  ok(body.xml.includes('/gr%C3%B6%C3%9Fe<'))
  ok(body.xml.includes('/done%20already<'))
})

test('date, frequency and priority stand in the order of the schema', async () => {
  const { body } = await map([
    { loc: '/a', priority: 1, changefreq: 'weekly', lastmod: '2026-11-20' },
  ])
  match(
    body.xml,
    /<lastmod>2026-11-20<\/lastmod><changefreq>weekly<\/changefreq><priority>1\.0<\/priority><\/url>/,
  )
})

test('wrong values are refused and name their place', async () => {
  const cases: [Json, RegExp][] = [
    [[{ loc: '/a', lastmod: '20.11.2026' }], /urls\[0\]\.lastmod/],
    [['/', { loc: '/a', priority: 2 }], /urls\[1\]\.priority/],
    [[{ loc: '/a', changefreq: 'often' }], /changefreq/],
    [[{ url: '/a' }], /loc/],
    [[], /1 to 1000/],
  ]
  for (const [urls, reason] of cases) {
    const answer = await map(urls)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
  match((await map(['/'], 'ftp://x')).body.error, /site/)
})
