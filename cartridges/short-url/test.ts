const make = (url: Json, name?: string) =>
  request({ method: 'POST', body: name === undefined ? { url } : { url, name } })

test('a short name leads to its address and counts', async () => {
  const { name } = (await make('https://example.org/a')).body
  equal((await request({ path: `/${name}` })).body.clicks, 1)
  equal((await request({ path: `/${name}` })).body.url, 'https://example.org/a')
  equal((await request({ path: `/${name}`, query: { peek: '' } })).body.clicks, 2)
})

test('two links do not mix', async () => {
  await make('https://example.org/a', 'first')
  await make('https://example.org/b', 'second')
  await request({ path: '/first' })
  equal((await request({ path: '/second', query: { peek: '' } })).body, {
    name: 'second',
    url: 'https://example.org/b',
    clicks: 0,
    isNew: false,
  })
})

test('the same address gets the same name, whatever the case of its host', async () => {
  const first = (await make('HTTPS://Example.ORG')).body
  const again = (await make('https://example.org/')).body
  equal([again.name, again.isNew], [first.name, false])
})

test('a taken or reserved name is refused', async () => {
  await make('https://example.org/a', 'mine')
  equal((await make('https://example.org/b', 'mine')).status, 409)
  equal((await make('https://example.org/b', 'admin')).status, 409)
  equal((await request({ path: '/mine', query: { peek: '' } })).body.url, 'https://example.org/a')
})

test('DELETE frees a place in the quota', async () => {
  for (let i = 0; i < 40; i++) await make(`https://example.org/${i}`, `link-${i}`)
  equal((await make('https://example.org/more')).status, 409)
  await request({ method: 'DELETE', path: '/link-7' })
  equal((await make('https://example.org/more')).status, 201)
  equal((await request({ path: '/link-7' })).status, 404)
})

test('addresses that run, deceive or break out are refused', async () => {
  for (const url of [
    'javascript:alert(1)',
    'https://user:pw@example.org/',
    'https://example.org/"><script>',
    'https://example.org/a b',
    'http://localhost/',
    `https://example.org/${'x'.repeat(1500)}`,
    5,
  ])
    equal((await make(url)).status, 400, String(url).slice(0, 60))
  equal((await make('https://example.org/', 'UP')).status, 400)
  equal((await request({ path: '/__proto__' })).status, 400)
})
