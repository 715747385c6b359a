const read = (...profiles: Json[]) => request({ method: 'POST', body: { name: 'Ada', profiles } })
const url = async (profile: string) => {
  const { body } = await read(profile)
  return body.links[0]?.url ?? body.problems[0]?.problem
}

test('every spelling leads to one address', async () => {
  for (const profile of [
    'https://github.com/Ada',
    'http://www.github.com/ada/',
    'github.com/ada?tab=stars#x',
    'github:ada',
    'GitHub:@Ada',
  ])
    equal(await url(profile), 'https://github.com/ada', profile)
  for (const profile of ['https://mobile.twitter.com/ada/status/1', 'twitter:ada', 'x.com/@ada'])
    equal(await url(profile), 'https://x.com/ada', profile)
  equal(await url('https://m.youtube.com/@ada.l/videos'), 'https://youtube.com/@ada.l')
  equal(await url('old.reddit.com/u/Ada_L'), 'https://reddit.com/user/Ada_L')
  equal(await url('https://uk.linkedin.com/in/ada'), 'uk.linkedin.com is no network known here')
})

test('the fediverse is any host', async () => {
  equal((await read('@ada@Mastodon.social')).body.links, [
    { network: 'mastodon', handle: '@ada@mastodon.social', url: 'https://mastodon.social/@ada' },
  ])
  equal(await url('https://fosstodon.org/@ada'), 'https://fosstodon.org/@ada')
})

test('the same profile counts once', async () => {
  equal((await read('github:ada', 'github.com/Ada')).body.links.length, 1)
})

test('pages, impossible names and strangers are named as problems', async () => {
  match(await url('https://github.com/settings'), /no profile/)
  match(await url('https://linkedin.com/company/x'), /no profile/)
  match(await url('github:-ada-'), /cannot be a name/)
  match(await url('https://example.org/ada'), /no network/)
  match(await url('constructor:ada'), /no network/)
})

test('no address is taken over unseen and no label is markup', async () => {
  for (const profile of [
    'javascript:alert(1)',
    'https://github.com@evil.example/x',
    'https://github.com/"><script>',
    'https://evil.example/github.com/ada',
  ])
    equal((await read(profile)).body.links, [], profile)
  const { html } = (
    await request({ method: 'POST', body: { name: '"><script>', profiles: ['x:ada'] } })
  ).body
  ok(!html.includes('<script'))
  match(html, /rel="me noopener" href="https:\/\/x\.com\/ada"/)
})

test('lists that are none are refused', async () => {
  for (const body of [
    null,
    {},
    { profiles: [] },
    { profiles: [5] },
    { profiles: ['x'.repeat(301)] },
    { profiles: ['x:a'], name: 5 },
  ])
    equal((await request({ method: 'POST', body })).status, 400)
})
