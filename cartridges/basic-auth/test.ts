const make = async (password: string, salt = 'saltsalt', rounds = 3): Promise<string> =>
  (await request({ method: 'POST', path: '/hash', body: { password, salt, rounds } })).body.hash
const check = (authorization: string, users: Json, realm = 'shop') =>
  request({ method: 'POST', body: { authorization, realm, users } })

test('hashes are PBKDF2-HMAC-SHA256, long passwords too', async () => {
  const tail = async (password: string, salt: string, rounds: number) =>
    (await make(password, salt, rounds)).split('$').at(-1)
  equal(
    await tail('password', 'saltsalt', 1),
    '3bec48c577653afdc2433b93a7d8ee8eae79895ed93bf627e97674c7f45f8a4c',
  )
  equal(
    await tail('password', 'saltsalt', 1000),
    '135f7a66144fcf0fb003ce048f31f024ed5cbff30525d3ba0bfb3199479362a6',
  )
  equal(
    await tail('pä€😀'.repeat(10), 'NaClNaCl-'.repeat(7), 2),
    '22591539c86235f09765f6dfb4f338f53f7fecb6c2c5b82552f18184102c31e3',
  )
})

test('the right password opens, a colon and other letters in it do not matter', async () => {
  const users = { ada: await make('open sesame'), zoë: await make('a:ß') }
  const ada = await check('Basic YWRhOm9wZW4gc2VzYW1l', users)
  equal(ada.body, { status: 200, user: 'ada', reason: 'ok', headers: {} })
  equal((await check('bAsIc  em/DqzphOsOf', users)).body.user, 'zoë')
})

test('what does not open is told apart and asks for a name and password', async () => {
  const users = { ada: await make('open sesame') }
  const reason = async (header: string) => (await check(header, users)).body.reason
  equal(await reason(''), 'missing')
  equal(await reason('Bearer abc'), 'other-scheme')
  for (const token of ['', 'YWRh', 'YWRhOm9', 'YWRh*m9w', '/////w==', 'YQo6YQ=='])
    equal(await reason(`Basic ${token}`), 'malformed', token)
  equal(await reason('Basic YWRhOm9wZW4='), 'wrong')
  equal(await reason('Basic ZXZlOm9wZW4gc2VzYW1l'), 'wrong')
  const { body } = await check('', users, 'a "b" \\ $&')
  equal(body.headers, { 'WWW-Authenticate': 'Basic realm="a \\"b\\" \\\\ $&", charset="UTF-8"' })
})

test('without users nobody comes in, and __proto__ is nobody', async () => {
  equal((await check('Basic X19wcm90b19fOg==', {})).body.reason, 'wrong')
  equal((await check('Basic Y29uc3RydWN0b3I6', { ada: await make('x') })).body.status, 401)
})

test('bad input is refused with a hint', async () => {
  const hash = await make('x')
  const cases: [string, Json][] = [
    ['/', null],
    ['/', { users: [] }],
    ['/', { users: { ada: 'x' } }],
    ['/', { users: { ada: hash.replace('$3$', '$1001$') } }],
    ['/', { users: { 'a:b': hash } }],
    ['/', { users: {}, authorization: 5 }],
    ['/', { users: {}, realm: 'a\r\nX: y' }],
    ['/', { users: {}, realm: '' }],
    ['/hash', { password: '', salt: 'saltsalt' }],
    ['/hash', { password: 'x', salt: 'salt$salt' }],
    ['/hash', { password: 'x', salt: 'short' }],
    ['/hash', { password: 'x', salt: 'saltsalt', rounds: 0 }],
    ['/<script>', {}],
  ]
  for (const [path, body] of cases) {
    const answer = await request({ method: 'POST', path, body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
})
