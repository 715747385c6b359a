const paginate = async (body: { [key: string]: Json }) => {
  const answer = await request({ method: 'POST', body })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('the last page ends where the list ends', async () => {
  const { pages, offset, from, to } = await paginate({ total: 41, page: 3, size: 20 })
  equal([pages, offset, from, to], [3, 40, 41, 41])
  equal((await paginate({ total: 40, size: 20 })).pages, 2)
})

test('a page past the end shows nothing and leads back to the last one', async () => {
  const body = await paginate({ total: 41, page: 9, url: '/a' })
  equal([body.isPastEnd, body.from, body.to], [true, 0, 0])
  equal(body.link, '</a?page=1>; rel="first", </a?page=3>; rel="prev"')
})

test('gaps stand only where they hide two pages or more', async () => {
  const numbers = async (page: number) => (await paginate({ total: 100, size: 10, page })).numbers
  equal(await numbers(1), [1, 2, null, 10])
  equal(await numbers(4), [1, 2, 3, 4, 5, null, 10])
  equal(await numbers(6), [1, null, 5, 6, 7, null, 10])
  equal(await numbers(10), [1, null, 9, 10])
})

test('links keep the other parameters and their order', async () => {
  const { link } = await paginate({
    total: 40,
    url: 'https://a.example/x?page=1&q=a%20b&page=7&homepage=1#top',
  })
  equal(
    link,
    '<https://a.example/x?page=2&q=a%20b&homepage=1>; rel="next", <https://a.example/x?page=2&q=a%20b&homepage=1>; rel="last"',
  )
})

test('a query says the same as a body', async () => {
  const query = { total: '50', page: '2', size: '10', around: '0' }
  const asked = await request({ query })
  equal(asked.body, await paginate({ total: 50, page: 2, size: 10, around: 0 }))
})

test('no address breaks out of the header', async () => {
  const bad = ['/a>; rel="x"', '/<script>', '/a\r\nb', 'javascript:x', '/ä', `/${'x'.repeat(1000)}`]
  for (const url of bad) {
    const answer = await request({ method: 'POST', body: { total: 50, url } })
    equal(answer.status, 400, url.slice(0, 20))
  }
  match(
    (await paginate({ total: 50, url: '/$&?__proto__=$1' })).link,
    /<\/\$&\?__proto__=\$1&page=2>/,
  )
})

test('bad numbers are refused with their bounds', async () => {
  const cases: { [key: string]: Json }[] = [
    {},
    { total: -1 },
    { total: 1.5 },
    { total: '1e3' },
    { total: 5, page: 0 },
    { total: 5, size: 1001 },
    { total: 5, around: 6 },
    { total: 5, page: null },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body))
    match(answer.body.hint, /from \d+ to \d+/)
  }
})
