const declare = (body: Json = { theme: ['light', 'dark'], size: 12, mail: true }) =>
  request({ method: 'PUT', path: '/defaults', body })
const choose = (user: string, body: Json) =>
  request({ method: 'POST', path: `/users/${user}`, body })
const read = async (user: string) => (await request({ path: `/users/${user}` })).body

test('choices stand over defaults and last', async () => {
  await declare()
  await choose('ada', { theme: 'dark', size: 12 })
  equal(await read('ada'), {
    user: 'ada',
    values: { theme: 'dark', size: 12, mail: true },
    chosen: ['theme'],
  })
})

test('two users do not mix', async () => {
  await declare()
  await choose('ada', { size: 20 })
  await choose('bob', { mail: false })
  equal([(await read('ada')).chosen, (await read('bob')).chosen], [['size'], ['mail']])
})

test('a new default reaches who never chose, and lost choices fall back', async () => {
  await declare()
  await choose('ada', { theme: 'dark' })
  await declare({ theme: ['blue', 'light'], size: 14 })
  equal((await read('ada')).values, { theme: 'blue', size: 14 })
})

test('null goes back to the default, DELETE forgets all', async () => {
  await declare()
  await choose('ada', { size: 20, mail: false })
  equal((await choose('ada', { size: null })).body.chosen, ['mail'])
  equal((await request({ method: 'DELETE', path: '/users/ada' })).body.chosen, [])
})

test('bad choices are refused and change nothing', async () => {
  await declare()
  for (const body of [
    { theme: 'pink' },
    { size: '12' },
    { nope: 1 },
    JSON.parse('{"__proto__": 1}'),
    { size: 20, mail: 'x' },
    [1],
  ])
    equal((await choose('ada', body)).status, 400, JSON.stringify(body))
  equal((await choose('<script>', { size: 1 })).status, 400)
  equal((await read('ada')).chosen, [])
})

test('bad defaults are refused, and none is not found', async () => {
  equal((await request({ path: '/users/ada' })).status, 404)
  for (const body of [{}, { a: null }, { a: [] }, { a: [1] }, { '<b>': 1 }, { a: {} }] as Json[])
    equal((await declare(body)).status, 400, JSON.stringify(body))
})
