const put = (path: string, text: Json, revision: Json = 0) =>
  request({ method: 'PUT', path, body: { text, revision } })

test('pages know what they link to and what links to them', async () => {
  await put('/home', 'See [[Blue Lamp]], [[blue-lamp|it]] and [[Café]].')
  const { body } = await put('/blue-lamp', 'Back [[home]]')
  equal(body.linkedFrom, ['home'])
  const home = (await request({ path: '/home' })).body
  equal([home.links, home.missing], [['blue-lamp', 'cafe'], ['cafe']])
})

test('a save over a newer text is refused and keeps it', async () => {
  await put('/home', 'one')
  equal((await put('/home', 'two', 1)).body.revision, 2)
  equal((await put('/home', 'late', 1)).status, 409)
  equal((await put('/home', 'new', 0)).status, 409)
  equal((await request({ path: '/home' })).body.text, 'two')
})

test('the overview names wanted pages and orphans', async () => {
  await put('/home', '[[a]] [[b]]')
  await put('/a', '')
  await put('/alone', '[[alone]]')
  equal((await request({})).body, {
    pages: ['a', 'alone', 'home'],
    wanted: ['b'],
    orphans: ['alone'],
  })
})

test('a deleted page is wanted again and pages do not mix', async () => {
  await put('/home', '[[a]]')
  await put('/a', 'text')
  await request({ method: 'DELETE', path: '/a' })
  equal((await request({ path: '/a' })).status, 404)
  equal((await request({ path: '/home' })).body.missing, ['a'])
})

test('hostile text is only text', async () => {
  const text = '<script>"$&"</script> [[<img>]] [[constructor]] [[[[x]] [[|]] [[]]'
  const { body } = await put('/home', text)
  equal([body.text, body.links], [text, ['img', 'constructor', 'x']])
  equal((await request({ path: '/constructor' })).status, 404)
})

test('what is wrong is refused', async () => {
  for (const path of ['/', '/A', '/a b', '/a--b', '/-a', '/a/b', '/__proto__', '/<b>'])
    equal((await put(path, 'x')).status, 400, path)
  equal((await put('/home', 5)).status, 400)
  equal((await put('/home', 'x'.repeat(4_001))).status, 400)
  equal((await put('/home', 'x', '0')).status, 400)
  equal((await request({ method: 'PUT', path: '/home', body: null })).status, 400)
  const many = Array.from({ length: 51 }, (_, n) => `[[p${n}]]`).join('')
  equal((await put('/home', many)).status, 400)
})
