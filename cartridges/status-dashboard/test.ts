const clock = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 9, minutes)).toISOString().replace('.000', '')
const tell = (minutes: number, ok: boolean, more: { [field: string]: Json } = {}, name = 'api') =>
  request({ method: 'POST', path: `/${name}`, body: { ok, at: clock(minutes), ...more } })
const see = async (minutes: number, path = '/api') =>
  (await request({ path, query: { at: clock(minutes) } })).body

test('uptime is the share of the time and not of the checks', async () => {
  await tell(0, true)
  await tell(8, false, { note: 'disk full' })
  await tell(10, true)
  const { state, uptime, outages } = await see(20)
  equal([state, uptime], ['up', 90])
  equal(outages, [{ from: clock(8), to: clock(10), minutes: 2, note: 'disk full' }])
})

test('failures in a row are one outage, which lasts until now', async () => {
  for (const minutes of [0, 5]) await tell(minutes, false, { note: `at ${minutes}` })
  const { state, outages } = await see(7)
  equal(state, 'down')
  equal(outages, [{ from: clock(0), to: null, minutes: 7, note: 'at 0' }])
})

test('who stops reporting is silent, and nobody knows what was', async () => {
  await tell(0, true, { every: 1 })
  equal((await see(3)).state, 'up')
  const { state, uptime, silentMinutes } = await see(60)
  equal([state, uptime, silentMinutes], ['silent', 100, 60])
  await tell(61, false)
  equal((await see(62)).uptime, 75)
})

test('response times have a middle and an edge', async () => {
  for (let n = 1; n <= 20; n++) await tell(n, true, { ms: n * 10, slow: 150 })
  const { p50, p95, state } = await see(20)
  equal([p50, p95, state], [100, 190, 'slow'])
})

test('the whole is as bad as its worst part', async () => {
  equal((await see(0, '/')).state, 'empty')
  await tell(0, true)
  equal((await see(0, '/')).state, 'up')
  await tell(0, false, {}, 'mail')
  const { state, services } = await see(1, '/')
  equal([state, services.length], ['down', 2])
  await request({ method: 'DELETE', path: '/mail' })
  equal((await see(1, '/')).state, 'up')
})

test('the past can be seen as it was, and checks come in order', async () => {
  await tell(0, true)
  await tell(5, false)
  equal((await see(4)).state, 'up')
  equal((await tell(4, true)).status, 409)
})

test('the page shows checks and outages, and notes only as text', async () => {
  await tell(0, false, { note: '<script>"$&"</script>{{at}}', ms: 12 })
  const { status, headers, body } = await request({ path: '/page', query: { at: clock(2) } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('<h1 class="down">Something is down</h1>'))
  ok(body.includes(`${clock(0)} api for 2 minutes until now: &#60;script&#62;&#34;$&#38;&#34;`))
  ok(body.includes('{{at}}') && !body.includes('<script'))
  ok((await request({ path: '/page' })).body.includes('Something is'), 'and without an instant')
})

test('the latest checks are kept, and all of them fit', async () => {
  for (let n = 0; n < 155; n++) await tell(n, true, { note: '語'.repeat(100) })
  equal((await see(155)).checks, 150)
})

test('what is no check and no service is refused', async () => {
  for (const more of [
    { ms: -1 },
    { ms: '5' },
    { note: 5 },
    { note: 'x'.repeat(101) },
    { every: 0 },
    { slow: 0 },
  ])
    equal((await tell(0, true, more)).status, 400, JSON.stringify(more))
  for (const at of ['now', '2026-11-21', '2026-13-01T00:00:00Z', 5])
    equal((await tell(0, true, { at })).status, 400, String(at))
  for (const body of [null, [], {}, { ok: 1 }] as Json[])
    equal((await request({ method: 'POST', path: '/api', body })).status, 400)
  for (const name of ['', 'page', 'A', 'a/b', '__proto__', '<b>'])
    equal((await tell(0, true, {}, name)).status, 400, name)
  const answer = await request({ path: '/none' })
  equal(answer.status, 404)
  match(answer.body.hint, /POST \/api/)
  equal((await request({ path: '/', query: { at: 'x' } })).status, 400)
})
