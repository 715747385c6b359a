const post = (path: string, body: Json) => request({ method: 'POST', path, body })
const start = (name: string) => post(`/${name}`, { variants: ['old', 'new'] })

test('a user keeps the variant and counts once', async () => {
  await start('cart')
  const first = (await post('/cart/assign', { user: 'ada' })).body
  const again = (await post('/cart/assign', { user: 'ada' })).body
  equal([again.variant, first.isNew, again.isNew], [first.variant, true, false])
})

test('two tests do not mix', async () => {
  await start('a')
  await start('b')
  await post('/a/assign', { user: 'ada' })
  const { variants } = (await request({ path: '/b' })).body
  equal([variants[0].users, variants[1].users], [0, 0])
})

test('a clear difference is significant, equal rates are not', async () => {
  await start('cart')
  const users: { [variant: string]: string[] } = { old: [], new: [] }
  for (let i = 0; i < 120; i++) {
    const { variant, user } = (await post('/cart/assign', { user: `user-${i}` })).body
    users[variant]?.push(user)
  }
  ok((users.old?.length ?? 0) > 35 && (users.new?.length ?? 0) > 35)
  for (const user of users.new ?? []) await post('/cart/convert', { user })
  for (const user of (users.old ?? []).slice(0, 5)) await post('/cart/convert', { user })
  const [control, variant] = (await request({ path: '/cart' })).body.variants
  equal([control.p, control.conversions, variant.rate, variant.significant], [null, 5, 1, true])
  for (const user of users.old ?? []) await post('/cart/convert', { user })
  equal((await request({ path: '/cart' })).body.variants[1].significant, false)
})

test('only who was assigned converts', async () => {
  await start('cart')
  equal((await post('/cart/convert', { user: 'ada' })).status, 409)
})

test('bad tests and users are refused, hostile users are only names', async () => {
  for (const variants of [
    ['a'],
    ['a', 'a'],
    ['a', '__proto__'],
    ['a', '<b>'],
    'ab',
    null,
  ] as Json[])
    equal((await post('/bad', { variants })).status, 400, JSON.stringify(variants))
  await start('cart')
  for (const user of ['', 5, 'x'.repeat(41)])
    equal((await post('/cart/assign', { user })).status, 400)
  equal((await post('/cart/assign', { user: '<script>"$&' })).status, 200)
  equal((await start('cart')).status, 409)
  equal((await request({ path: '/none' })).status, 404)
})
