const send = (site: string, day: Json, views: Json) =>
  request({ method: 'POST', path: `/${site}`, body: { day, views } })
const report = async (site: string, from: string, to: string) =>
  (await request({ path: `/${site}`, query: { from, to } })).body

test('views add up by day, page and referring host', async () => {
  await send('a.org', '2026-11-01', [
    { page: '/?utm=x', referrer: 'https://www.Search.com/?q=private' },
    { page: '/about#x', referrer: 'http://search.com:80/', views: 3 },
  ])
  await send('a.org', '2026-11-03', [{ page: '/' }])
  equal(await report('a.org', '2026-11-01', '2026-11-03'), {
    views: 5,
    before: 0,
    change: null,
    days: [
      { day: '2026-11-01', views: 4 },
      { day: '2026-11-02', views: 0 },
      { day: '2026-11-03', views: 1 },
    ],
    pages: [
      { name: '/about', views: 3 },
      { name: '/', views: 2 },
    ],
    referrers: [
      { name: 'search.com', views: 4 },
      { name: '(direct)', views: 1 },
    ],
  })
})

test('a period is compared with the one before it', async () => {
  await send('a.org', '2026-02-28', [{ page: '/', views: 8 }])
  await send('a.org', '2026-03-01', [{ page: '/', views: 9 }])
  const { views, before, change } = await report('a.org', '2026-03-01', '2026-03-01')
  equal([views, before, change], [9, 8, 12.5])
})

test('two sites do not mix, not even when one name begins the other', async () => {
  await send('a.org', '2026-11-01', [{ page: '/' }])
  await send('a.org.uk', '2026-11-01', [{ page: '/', views: 7 }])
  equal((await report('a.org', '2026-11-01', '2026-11-01')).views, 1)
})

test('invented pages are counted together and fill nothing', async () => {
  const views = Array.from({ length: 300 }, (_, i) => ({ page: `/spam-${i}` }))
  equal((await send('a.org', '2026-11-01', views)).body.views, 300)
  equal((await report('a.org', '2026-11-01', '2026-11-01')).pages[0], {
    name: '(other)',
    views: 200,
  })
})

test('the oldest day makes room for a new one', async () => {
  const start = Date.parse('2026-01-01T00:00:00Z')
  for (let i = 0; i < 91; i++) {
    const day = new Date(start + i * 86_400_000).toISOString().slice(0, 10)
    equal((await send('a.org', day, [{ page: '/' }])).status, 200, day)
  }
  equal((await report('a.org', '2026-01-01', '2026-01-02')).views, 1)
  equal((await send('a.org', '2025-01-01', [{ page: '/' }])).status, 409)
})

test('hostile names are only names', async () => {
  const page = '/<script>"$&__proto__'
  await send('a.org', '2026-11-01', [{ page, referrer: 'http://constructor/' }])
  const { pages, referrers } = await report('a.org', '2026-11-01', '2026-11-01')
  equal([pages[0].name, referrers[0].name], [page, 'constructor'])
  equal(referrers[0].views, 1)
})

test('what is wrong is refused and counts nothing', async () => {
  for (const view of [{}, { page: 'x' }, { page: '/', views: 0 }, { page: '/', views: 1.5 }, 7])
    equal((await send('a.org', '2026-11-01', [{ page: '/' }, view])).status, 400)
  equal((await send('a.org', '2026-11-01', [{ page: '/', referrer: 'javascript:x' }])).status, 400)
  for (const day of ['2026-02-30', 'today', null])
    equal((await send('a.org', day, [{ page: '/' }])).status, 400)
  equal((await send('a.org', '2026-11-01', [])).status, 400)
  equal((await send('A/B', '2026-11-01', [{ page: '/' }])).status, 400)
  const query = { from: '2026-01-01', to: '2026-12-31' }
  equal((await request({ path: '/a.org', query })).status, 400)
  equal((await report('a.org', '2026-11-01', '2026-11-01')).views, 0)
})
