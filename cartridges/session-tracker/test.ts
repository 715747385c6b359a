const minute = 60_000
const see = (visitor: string, event: Json, at: Json) =>
  request({ method: 'POST', path: `/${visitor}`, body: { event, at } })
const report = async (at: number) => (await request({ query: { at: String(at) } })).body

test('events within half an hour are one session', async () => {
  await see('ada', '/home', 0)
  equal((await see('ada', '/buy', 30 * minute)).body, {
    visitor: 'ada',
    startedAt: 0,
    lastAt: 30 * minute,
    events: 2,
    first: '/home',
    last: '/buy',
    isOpen: true,
  })
})

test('after a longer pause a new session begins', async () => {
  await see('ada', '/home', 0)
  equal((await see('ada', '/home', 31 * minute)).body.events, 1)
  equal(await report(31 * minute), {
    open: 1,
    finished: 1,
    meanSeconds: 0,
    meanEvents: 1,
    bounceRate: 1,
  })
})

test('two visitors do not mix', async () => {
  await see('ada', '/a', 0)
  await see('bob', '/b', minute)
  await see('bob', '/c', 3 * minute)
  equal((await request({ path: '/ada', query: { at: '0' } })).body.last, '/a')
  equal(await report(60 * minute), {
    open: 0,
    finished: 2,
    meanSeconds: 60,
    meanEvents: 1.5,
    bounceRate: 0.5,
  })
})

test('the clock counts when no moment is given', async () => {
  await request({ method: 'POST', path: '/ada', body: { event: '/x' } })
  equal((await request({ path: '/ada' })).body.isOpen, true)
})

test('hostile events are only text', async () => {
  equal((await see('__proto__', '<script>"$&', 0)).body.first, '<script>"$&')
})

test('disorder and nonsense are refused', async () => {
  await see('ada', '/a', 5)
  for (const [event, at] of [
    ['/b', 4],
    ['', 6],
    [5, 6],
    ['/b', 'x'],
    ['/b', -1],
    ['x'.repeat(201), 6],
  ] as const)
    equal((await see('ada', event, at)).status, 400)
  equal((await see('a b', '/a', 0)).status, 400)
  equal((await request({ path: '/nobody' })).status, 404)
})
