const channel = { title: 'T', link: 'https://example.org/', description: 'D' }
const feed = (items: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { ...channel, items, ...more } })

test('dates are written as RFC 822 in GMT, whatever the zone', async () => {
  const { headers, body } = await feed([{ title: 'a', published: '2026-11-20T01:05:09+02:00' }])
  equal(headers['content-type'], 'application/rss+xml; charset=utf-8')
  match(body, /<pubDate>Thu, 19 Nov 2026 23:05:09 GMT<\/pubDate>/)
  match(body, /<lastBuildDate>Thu, 19 Nov 2026 23:05:09 GMT<\/lastBuildDate>/)
})

test('newest items come first and undated ones last', async () => {
  const { body } = await feed([
    { title: 'none' },
    { title: 'old', published: '2020-01-01' },
    { title: 'new', published: '2026-01-01' },
  ])
  equal(
    [...body.matchAll(/<item>\s*<title>(\w+)/g)].map((found) => found[1]),
    ['new', 'old', 'none'],
  )
})

test('text from strangers stays text', async () => {
  const { body } = await feed([
    { title: ']]></title><script>"&', description: 'a\u0000b\u0008c\ud800' },
  ])
  ok(body.includes('<title>]]&gt;&lt;/title&gt;&lt;script&gt;&quot;&amp;</title>'))
  ok(body.includes('<description>abc\ufffd</description>'))
  ok(!body.includes('<script'))
})

test('a link is a permanent id unless an id is given', async () => {
  const { body } = await feed([
    { title: 'a', link: 'https://example.org/a?x=1&y=2' },
    { title: 'b', guid: 'id-7' },
  ])
  match(body, /<guid>https:\/\/example\.org\/a\?x=1&amp;y=2<\/guid>/)
  match(body, /<guid isPermaLink="false">id-7<\/guid>/)
})

test('enclosures, categories and the link to itself have their elements', async () => {
  const { body } = await feed(
    [
      {
        title: 'a',
        categories: ['x', 'y'],
        enclosure: { url: 'https://example.org/a.mp3', length: 9, type: 'audio/mpeg' },
      },
    ],
    { self: 'https://example.org/feed', language: 'en' },
  )
  match(body, /<category>x<\/category>\s*<category>y<\/category>/)
  match(body, /<enclosure url="https:\/\/example\.org\/a\.mp3" length="9" type="audio\/mpeg"\/>/)
  match(body, /<atom:link href="https:\/\/example\.org\/feed" rel="self"/)
})

test('what makes no valid feed is refused and says where', async () => {
  const cases: [Json, RegExp][] = [
    [[{}], /items\[0\] needs/],
    [[{ title: 'a' }, { title: 'b', link: 'javascript:alert(1)' }], /items\[1\]: "link"/],
    [[{ title: 'a', published: 'yesterday' }], /published/],
    [[{ title: 'a', published: '2026-13-01' }], /published/],
    [[{ title: 'a', enclosure: { url: 'https://a.b/c', length: -1, type: 'a/b' } }], /length/],
    ['no', /items/],
  ]
  for (const [items, reason] of cases) {
    const answer = await feed(items)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
  equal((await request({ method: 'POST', body: null })).status, 400)
  match((await feed([], { link: 5 })).body.error, /link/)
})
