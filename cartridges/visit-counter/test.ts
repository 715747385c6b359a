const visit = (page: string, visitors: Json) =>
  request({ method: 'POST', path: `/${page}`, body: { visitors } })

test('a visitor who returns is a visit and no new visitor', async () => {
  await visit('home', ['ada', 'bob'])
  equal((await visit('home', ['ada'])).body, { page: 'home', visits: 3, visitors: 2 })
  equal((await request({ path: '/home' })).body.visits, 3)
})

test('two pages do not mix', async () => {
  await visit('a', ['ada'])
  await visit('b', ['bob', 'cyd'])
  equal((await request({ path: '/a' })).body, { page: 'a', visits: 1, visitors: 1 })
})

test('many are estimated within a tenth, however often they come', async () => {
  for (let round = 0; round < 2; round++)
    for (let block = 0; block < 8; block++)
      await visit(
        'home',
        Array.from({ length: 500 }, (_, i) => `visitor-${block * 500 + i}`),
      )
  const { visits, visitors } = (await request({ path: '/home' })).body
  equal(visits, 8000)
  ok(Math.abs(visitors - 4000) < 400, `4000 visitors were taken for ${visitors}`)
})

test('a page nobody has seen has none, and DELETE forgets', async () => {
  equal((await request({ path: '/new' })).body, { page: 'new', visits: 0, visitors: 0 })
  await visit('new', ['ada'])
  await request({ method: 'DELETE', path: '/new' })
  equal((await request({ path: '/new' })).body.visits, 0)
})

test('hostile ids are only text', async () => {
  equal((await visit('home', ['__proto__', '<script>"$&', '\u0000'])).body.visitors, 3)
})

test('bad input is refused and counts nothing', async () => {
  for (const visitors of [[], [''], [1], 'ada', null, ['x'.repeat(201)], ['ok', 5]] as Json[])
    equal((await visit('home', visitors)).status, 400)
  for (const page of ['', 'a b', '<script>', 'x'.repeat(101)])
    equal((await visit(page, ['ada'])).status, 400, page)
  equal((await request({ path: '/home' })).body.visits, 0)
})
