const send = (target: string, rules: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { target, rules, ...more } })
const locationOf = async (target: string, rules: Json, more: { [key: string]: Json } = {}) => {
  const { status, body } = await send(target, rules, more)
  equal(status, 200, JSON.stringify(body))
  return body.location
}

test('exact rules win over stars and longer stars over shorter', async () => {
  const rules = [
    { from: '/*', to: 'https://archive.example/*' },
    { from: '/a/*', to: '/b/*' },
    { from: '/a/x', to: '/exact' },
  ]
  const first = async (target: string) =>
    (await send(target, rules, { hosts: ['archive.example'] })).body.hops[0]
  equal(await first('/a/x'), '/exact')
  equal(await first('/a/y/z'), '/b/y/z')
  equal(await first('/c'), 'https://archive.example/c')
  equal(await locationOf('/c', rules.slice(1)), null)
})

test('the query travels along and joins that of the rule', async () => {
  equal(await locationOf('/a?x=1', [{ from: '/a', to: '/b?y=2#top' }]), '/b?y=2&x=1#top')
})

test('permanent only when every hop is', async () => {
  const rules = (status: number) => [
    { from: '/a', to: '/b', status: 308 },
    { from: '/b', to: '/c', status },
  ]
  const kept = (await send('/a', rules(301))).body
  equal([kept.status, kept.permanent, kept.location], [308, true, '/c'])
  const passing = (await send('/a', rules(307))).body
  equal([passing.status, passing.permanent], [307, false])
})

test('circles are found, also when they grow', async () => {
  match((await send('/a', [{ from: '/a', to: '/a' }])).body.error, /circle/)
  match((await send('/a/b', [{ from: '/a/*', to: '/a/x/*' }])).body.error, /circle/)
})

test('no rule and no path leads to a host that is not listed', async () => {
  const to = ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']
  for (const bad of to)
    match((await send('/a', [{ from: '/a', to: bad }])).body.error, /off this site/, bad)
  const star = [{ from: '/go/*', to: '/*' }]
  equal((await send('/go//evil.example', star)).status, 400)
  const hosts = ['shop.example']
  const shop = [{ from: '/shop/*', to: 'https://shop.example/*' }]
  equal(await locationOf('/shop/a', shop, { hosts }), 'https://shop.example/a')
  const tricks = ['https://shop.example.evil.example/', 'https://shop.example@evil.example/']
  for (const bad of tricks)
    equal((await send('/a', [{ from: '/a', to: bad }], { hosts })).status, 400, bad)
})

test('hostile text in a path is only moved', async () => {
  const rules = [{ from: '/a/*', to: '/b/*' }]
  for (const rest of ['$&', '<script>', '__proto__', '*'])
    equal(await locationOf(`/a/${rest}`, rules), `/b/${rest}`)
  equal((await send('/a/\r\nSet-Cookie:x', rules)).status, 400)
})

test('bad input is refused with a hint', async () => {
  const rules = [{ from: '/a', to: '/b' }]
  const cases: Json[] = [
    null,
    { target: 'a', rules },
    { target: '/a', rules: [] },
    { target: '/a', rules: [{ from: 'a', to: '/b' }] },
    { target: '/a', rules: [{ from: '/a*', to: '/b' }] },
    { target: '/a', rules: [{ from: '/a', to: '/*' }] },
    { target: '/a', rules: [{ from: '/a', to: '/b', status: 200 }] },
    { target: '/a', rules, hosts: 'a.example' },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    ok(answer.body.hint)
  }
})
