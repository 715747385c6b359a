const pipe = (path: string, text: Json) => request({ method: 'POST', path, body: { text } })
const result = async (path: string, text: string) => {
  const { status, body } = await pipe(path, text)
  equal(status, 200, JSON.stringify(body))
  return body.result
}

test('a path of tools is a pipe', async () => {
  equal(await result('/trim/upper/base64', ' héllo '), 'SMOJTExP')
  equal(await result('/unbase64/lower', 'SMOJTExP'), 'héllo')
  equal(await result('/sort/unique', 'b\r\na\nb'), 'a\nb')
})

test('what is encoded is decoded to the same', async () => {
  for (const text of ['', 'a', 'ab', 'abc', 'ß€😀', '<a href="x">&\'', '100%\u0000']) {
    for (const name of ['base64', 'hex', 'percent'])
      equal(await result(`/${name}/un${name}`, text), text, name)
    equal(await result('/rot13/rot13', text), text)
    equal(await result('/reverse/reverse', text), text)
  }
})

test('known answers', async () => {
  equal(await result('/crc32', '123456789'), 'cbf43926')
  equal(await result('/hex', 'ä'), 'c3a4')
  equal(await result('/rot13', 'Hello, z'), 'Uryyb, m')
  equal(await result('/ascii', 'Žluťoučký Straße Łódź łø'), 'Zlutoucky Strasse Lodz lo')
  equal(await result('/count', 'a😀'), '2')
  equal(await result('/minify', '{ "a": [1, 2] }'), '{"a":[1,2]}')
})

test('the index is OpenAPI with every tool', async () => {
  const { body } = await request({ method: 'GET', path: '/' })
  equal(body.openapi, '3.1.0')
  for (const path of Object.keys(body.paths))
    equal((await pipe(path, '[1]')).status !== 404, true, path)
  equal(Object.keys(body.paths).length, 22)
})

test('hostile text is made safe, and a body may be plain text', async () => {
  equal(
    await result('/html', '<script>"$&\'</script>'),
    '&lt;script&gt;&quot;$&amp;&#39;&lt;/script&gt;',
  )
  equal(await result('/quote', '"\n'), '"\\"\\n"')
  const { body } = await request({ method: 'POST', path: '/upper', body: '__proto__' })
  equal(body.result, '__PROTO__')
  equal(await result('/percent', '\ud800'), '%EF%BF%BD')
})

test('what cannot be done is refused and the step is named', async () => {
  const cases: [string, Json, number][] = [
    ['/', 'x', 400],
    ['/constructor', 'x', 404],
    ['/upper/__proto__', 'x', 404],
    ['/trim'.repeat(13), 'x', 400],
    ['/upper', 5, 400],
    ['/unbase64', 'a', 400],
    ['/unbase64', '/w==', 400],
    ['/unhex', 'abc', 400],
    ['/unpercent', '%', 400],
    ['/pretty', '{', 400],
    ['/hex/hex/hex/hex/hex', 'x'.repeat(2000), 400],
  ]
  for (const [path, text, status] of cases) {
    const answer = await pipe(path, text)
    equal(answer.status, status, path)
    ok(answer.body.hint)
  }
  match((await pipe('/upper/unhex', 'x')).body.error, /^step 2, unhex/)
  equal((await request({ path: '/upper' })).status, 400)
})
