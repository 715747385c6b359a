const find = async (patterns: Json, path: Json) =>
  (await request({ method: 'POST', body: { patterns, path } })).body

test('parameters have types', async () => {
  equal(await find(['/users/:id<int>/on/:day<date>'], '/users/7/on/2026-11-20?x=1'), {
    matched: true,
    pattern: '/users/:id<int>/on/:day<date>',
    params: { id: 7, day: '2026-11-20' },
  })
})

test('the most specific pattern wins in any order', async () => {
  const patterns = ['/*all', '/users/:name', '/users/:id<int>', '/users/me']
  for (const [path, pattern] of [
    ['/users/me', '/users/me'],
    ['/users/7', '/users/:id<int>'],
    ['/users/ada', '/users/:name'],
    ['/else/where', '/*all'],
  ] as const) {
    equal((await find(patterns, path)).pattern, pattern)
    equal((await find(patterns.toReversed(), path)).pattern, pattern)
  }
})

test('an encoded slash stays within its segment', async () => {
  equal((await find(['/f/:name'], '/f/a%2Fb')).params, { name: 'a/b' })
  equal((await find(['/f/*rest'], '/f/a/b')).params, { rest: 'a/b' })
})

test('what fits nothing is no match', async () => {
  equal(await find(['/users/:id<int>'], '/users/x'), { matched: false, pattern: null, params: {} })
  equal((await find(['/a/:b'], '/a')).matched, false)
})

test('hostile segments are only text', async () => {
  equal((await find(['/x/:constructor'], '/x/%3Cscript%3E$&')).params, {
    constructor: '<script>$&',
  })
})

test('bad patterns and paths are refused', async () => {
  for (const pattern of ['a', '/:a/:a', '/*a/b', '/:a<zip>', '/a:b', 5])
    equal(
      (await request({ method: 'POST', body: { patterns: [pattern], path: '/' } })).status,
      400,
      String(pattern),
    )
  for (const path of ['x', '/%zz', 5])
    equal((await request({ method: 'POST', body: { patterns: ['/'], path } })).status, 400)
  equal((await request({})).status, 400)
})
