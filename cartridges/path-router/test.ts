const routes = [
  'GET /files/*rest',
  'GET /users/:name',
  'GET /users/:id(int)',
  'GET /users/me',
  'POST /users',
  'GET /',
]
const route = async (path: string, method = 'GET', table: string[] = routes) => {
  const answer = await request({ method: 'POST', body: { routes: table, method, path } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('the most specific route wins whatever the order', async () => {
  for (const table of [routes, routes.toReversed()]) {
    equal((await route('/users/me', 'GET', table)).route, 'GET /users/me')
    equal((await route('/users/7', 'GET', table)).route, 'GET /users/:id(int)')
    equal((await route('/users/ada', 'GET', table)).route, 'GET /users/:name')
  }
})

test('the root, a slash at the end and a rest are matched', async () => {
  equal((await route('/')).route, 'GET /')
  equal((await route('/users/7/')).params, { id: '7' })
  equal((await route('/files/a/b.txt')).params, { rest: 'a/b.txt' })
  equal((await route('/files')).status, 404)
})

test('a wrong method is told from a wrong path', async () => {
  const wrong = await route('/users/7', 'POST')
  equal([wrong.status, wrong.allow], [405, ['GET']])
  equal((await route('/nothing/here')).status, 404)
  equal((await route('/users/7', 'HEAD')).status, 200)
})

test('routes that can never be reached are told', async () => {
  const { shadowed } = await route('/a/1', 'GET', ['GET /a/:x', 'GET /a/:y', 'PUT /a/:y'])
  equal(shadowed, ['GET /a/:y'])
})

test('an encoded slash stays in its segment and hostile names are values', async () => {
  equal((await route('/users/a%2Fb')).params, { name: 'a/b' })
  for (const name of ['__proto__', 'constructor', '$&', '<script>'])
    equal((await route(`/users/${name}`)).params, { name })
})

test('a parameter may bear the name of an object member', async () => {
  const { params } = await route('/x/1', 'GET', ['GET /x/:constructor'])
  equal(params.constructor, '1')
})

test('bad input is refused with a hint', async () => {
  const cases: Json[] = [
    null,
    { routes: [], path: '/' },
    { routes, path: 'users' },
    { routes, path: '/a?b' },
    { routes, path: '/%zz' },
    { routes, path: `/${'x'.repeat(2048)}` },
    { routes, path: '/', method: 'get' },
    { routes: ['/users'], path: '/' },
    { routes: ['GET /*rest/more'], path: '/' },
    { routes: ['GET /:a/:a'], path: '/' },
    { routes: ['GET /:a(regex)'], path: '/' },
    { routes: [5], path: '/' },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 60))
    ok(answer.body.hint)
  }
})
