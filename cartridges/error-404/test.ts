const find = async (path: string, ...known: string[]) => {
  const answer = await request({ method: 'POST', body: { path, known, format: 'json' } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.nearest.map((near: { path: string; cause: string }) => [near.path, near.cause])
}

test('case, slashes and underscores are no difference', async () => {
  equal(await find('/About_Us/?x=1', '/about-us'), [['/about-us', 'written differently']])
})

test('endings and folders that changed are known as such', async () => {
  equal(await find('/docs/index.html', '/docs', '/dogs'), [['/docs', 'another ending']])
  equal(await find('/blog/2020/big-lamp', '/articles/big-lamp'), [['/articles/big-lamp', 'moved']])
})

test('a swap is one step and nearer than two', async () => {
  equal((await find('/lmap', '/limp-x', '/lamp'))[0], ['/lamp', 'a typing error'])
  const { body } = await request({
    method: 'POST',
    body: { path: '/abdc', known: ['/abcd'], format: 'json' },
  })
  equal(body.nearest[0].distance, 0.2)
})

test('what is far is not offered, and five are enough', async () => {
  equal(await find('/zzzzzz', '/about', '/shop'), [])
  equal(
    (await find('/page1', ...Array.from({ length: 9 }, (_, index) => `/page${index + 2}`))).length,
    5,
  )
})

test('the page shows the path as text and links only paths', async () => {
  const { headers, body } = await request({
    method: 'POST',
    body: { path: '/<script>alert(1)</script>{{home}}$&', known: ['/<script>alert(2)</script>'] },
  })
  equal(headers['content-type'], 'text/html; charset=utf-8')
  ok(!body.includes('<script'))
  ok(body.includes('&#60;script&#62;alert(1)&#60;/script&#62;{{home}}$&#38;'))
})

test('what is no path is refused', async () => {
  for (const body of [
    null,
    { path: 'x', known: [] },
    { path: '/x' },
    { path: '/x', known: ['javascript:a()'] },
    { path: '//evil', known: [] },
    { path: '/x', known: [], home: '//evil' },
    { path: '/x', known: [], format: 'xml' },
  ])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
})
