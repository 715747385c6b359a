const write = (body: Json) => request({ method: 'POST', path: '/', body })
const check = async (robots: string, agent: string, ...paths: string[]) => {
  const { body } = await request({ method: 'POST', path: '/check', body: { robots, agent, paths } })
  return body.results.map((result: { allowed: boolean; line: number | null }) => [
    result.allowed,
    result.line,
  ])
}

test('groups, delays and sitemaps become lines in their order', async () => {
  const { body } = await write({
    groups: [{ agents: ['a', 'b'], disallow: ['/x'], crawlDelay: 5 }, { agents: ['*'] }],
    sitemaps: ['https://example.org/s.xml'],
  })
  equal(
    body,
    'User-agent: a\nUser-agent: b\nDisallow: /x\nCrawl-delay: 5\n\nUser-agent: *\nDisallow:\n\nSitemap: https://example.org/s.xml\n',
  )
})

test('the longest rule wins and allow wins a tie', async () => {
  const robots = 'User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n'
  equal(await check(robots, 'bot', '/a/x', '/a/b/x', '/c', '/z'), [
    [false, 2],
    [true, 3],
    [true, 5],
    [true, null],
  ])
})

test('stars match anything and a dollar the end', async () => {
  const robots = 'user-agent: *\ndisallow: /*.pdf$ # no papers\ndisallow: /a*b*c\n'
  equal(await check(robots, 'bot', '/x/y.pdf', '/y.pdf?1', '/aXbXc/d', '/ac'), [
    [false, 2],
    [true, null],
    [false, 3],
    [true, null],
  ])
})

test('a crawler obeys all groups that name it and only those', async () => {
  const robots =
    'User-agent: *\nDisallow: /\n\nUser-agent: Good\nDisallow: /a\n\nUser-agent: good\nDisallow: /b\n'
  equal(await check(robots, 'GOOD', '/a', '/b', '/c'), [
    [false, 5],
    [false, 8],
    [true, null],
  ])
  equal(await check(robots, 'other', '/c'), [[false, 2]])
})

test('what is written is read back with the same meaning', async () => {
  const { body } = await write({
    groups: [{ agents: ['one', 'two'], disallow: ['/a'], allow: ['/a/b$'] }],
  })
  equal(await check(body, 'two', '/a', '/a/b', '/a/bc'), [
    [false, 4],
    [true, 3],
    [false, 4],
  ])
})

test('a value cannot smuggle in a line of its own', async () => {
  for (const path of ['/a\nAllow: /', '/a b', '/a#b', '']) {
    const answer = await write({ groups: [{ agents: ['*'], disallow: [path] }] })
    equal(answer.status, 400)
    match(answer.body.error, /disallow/)
  }
  equal(
    (await write({ groups: [{ agents: ['*'] }], sitemaps: ['javascript:alert(1)'] })).status,
    400,
  )
})

test('what cannot be understood is refused with the reason', async () => {
  for (const body of [
    null,
    [],
    { groups: [] },
    { groups: [5] },
    { groups: [{ agents: [] }] },
    { groups: [{ agents: ['*'], disallow: ['x'] }] },
  ])
    equal((await write(body)).status, 400, JSON.stringify(body))
  equal(
    (
      await request({
        method: 'POST',
        path: '/check',
        body: { robots: '', agent: 'a b', paths: [] },
      })
    ).status,
    400,
  )
})
