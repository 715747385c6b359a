const rate = async (password: string) =>
  (await request({ method: 'POST', body: { password } })).body

test('what people choose is weak, however it is dressed up', async () => {
  for (const password of ['password', 'P@ssw0rd', 'qwerty', 'aaaaaaaa', '12345678', 'abcdefgh'])
    ok((await rate(password)).score <= 1, password)
})

test('what only chance chooses is strong', async () => {
  for (const password of ['hV9#xr2!Lq0z', 'gravel-otter-whisk-plum', 'ζωή7κ.Ωθψξφλμ'])
    equal((await rate(password)).verdict, 'strong', password)
})

test('it says what makes a password cheap', async () => {
  const { advice, isEnough } = await rate('Dragon1987')
  equal(advice.slice(0, 2), ['It holds a common word.', 'It holds a year.'])
  equal(isEnough, false)
  match((await rate('xyzuuuuK8')).advice.join(' '), /a sequence.*a repeat/)
  match((await rate('asdfgh')).advice.join(' '), /a row of keys/)
})

test('more of the same kind never makes it weaker', async () => {
  let last = 0
  for (const password of ['k', 'kv', 'kvz', 'kvzp', 'kvzpm', 'kvzpmxw', 'kvzpmxwqnd']) {
    const { guesses } = await rate(password)
    ok(guesses > last, password)
    last = guesses
  }
})

test('characters are counted, not units, and the longest ends in time', async () => {
  equal((await rate('👋👋')).length, 2)
  equal((await rate('aB3'.repeat(42))).length, 126)
  equal((await rate('9'.repeat(128))).score, 0)
})

test('hostile text is only a password', async () => {
  for (const password of ['<script>', '"$&', '__proto__', 'constructor']) {
    const { length } = await rate(password)
    equal(length, password.length)
  }
})

test('the page holds nobody’s password and its title is text', async () => {
  const { status, headers, body } = await request({ method: 'GET', query: { title: '<b>$&' } })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"state":{"password":"","shown":false}'))
  ok(body.includes('<h1>&#60;b&#62;$&#38;</h1>'))
  ok(!/https?:|src=/.test(body))
})

test('what is no password is refused', async () => {
  const cases: Json[] = [
    null,
    [],
    {},
    { password: '' },
    { password: 12345678 },
    { password: 'x'.repeat(129) },
    { password: 'x', least: 5 },
    { password: 'x', least: '3' },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    match(answer.body.hint, /1 to 128/)
  }
  equal((await request({ method: 'GET', query: { title: 'x'.repeat(61) } })).status, 400)
})
