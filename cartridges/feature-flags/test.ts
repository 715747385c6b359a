const set = (flag: string, body: Json) => request({ method: 'POST', path: `/${flag}`, body })
const isOn = async (flag: string, user: string): Promise<boolean> =>
  (await request({ path: `/${flag}`, query: { user } })).body.on

test('names win over the share, and two flags do not mix', async () => {
  await set('cart', { percent: 0, allow: ['ada'] })
  await set('search', { percent: 100, deny: ['ada'] })
  const { flags } = (await request({ query: { user: 'ada' } })).body
  equal(flags, { cart: true, search: false })
  equal((await request({ query: { user: 'bob' } })).body.flags, { cart: false, search: true })
})

test('a larger share keeps those who were in', async () => {
  const users = Array.from({ length: 60 }, (_, i) => `user-${i}`)
  const inside = async (percent: number) => {
    await set('cart', { percent })
    const found: string[] = []
    for (const user of users) if (await isOn('cart', user)) found.push(user)
    return found
  }
  const few = await inside(20)
  const more = await inside(60)
  ok(few.length > 3 && few.length < 24, `20 % of 60 are ${few.length}`)
  ok(more.length > 24 && more.length < 50, `60 % of 60 are ${more.length}`)
  ok(few.every((user) => more.includes(user)))
})

test('what is left out of an update stays', async () => {
  await set('cart', { percent: 5, allow: ['ada'] })
  equal((await set('cart', { percent: 6 })).body, {
    flag: 'cart',
    percent: 6,
    allow: ['ada'],
    deny: [],
  })
})

test('DELETE answers the flag a last time', async () => {
  await set('cart', { percent: 5 })
  equal((await request({ method: 'DELETE', path: '/cart' })).body.percent, 5)
  equal((await request({ path: '/cart' })).status, 404)
})

test('hostile users are only names', async () => {
  await set('cart', { allow: ['__proto__', '<script>"$&'] })
  ok(await isOn('cart', '__proto__'))
  ok(await isOn('cart', '<script>"$&'))
  equal(await isOn('cart', 'constructor'), false)
})

test('bad flags are refused', async () => {
  for (const body of [
    { percent: 101 },
    { percent: '5' },
    { allow: 'ada' },
    { allow: [''] },
    [1],
    null,
  ])
    equal((await set('cart', body)).status, 400)
  match((await set('cart', { allow: ['a'], deny: ['a'] })).body.error, /allowed and denied/)
  equal((await set('Cart!', { percent: 1 })).status, 400)
  equal((await request({})).status, 400)
})
