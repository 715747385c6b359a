const count = (taps: Json, names: Json = ['Cars', 'Bikes']) =>
  request({ method: 'POST', body: { names, taps } })

test('taps add up and may be taken away', async () => {
  equal((await count([1, 1, 2, -1, 1])).body, {
    total: 3,
    leader: 'Cars',
    counts: [
      { name: 'Cars', count: 2, percent: 66.7 },
      { name: 'Bikes', count: 1, percent: 33.3 },
    ],
  })
})

test('nobody leads in a tie or before the first tap', async () => {
  equal((await count([1, 2])).body.leader, null)
  const { body } = await count([])
  equal([body.leader, body.total, body.counts[0].percent], [null, 0, 0])
})

test('a count never goes below zero', async () => {
  const answer = await count([1, -1, -1])
  equal(answer.status, 400)
  match(answer.body.error, /taps\[2\]/)
  equal((await count([1, -2])).status, 400)
})

test('many taps are counted', async () => {
  const taps = Array.from({ length: 300 }, (_, at) => (at % 3) + 1)
  equal((await count(taps, ['a', 'b', 'c'])).body.total, 300)
})

test('the page holds the names of the query, whatever they are', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { names: '</script><b>, "$&" ,__proto__' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"names":["\\u003c/script>\\u003cb>","\\"$&\\"","__proto__"]'))
  equal(body.split('</script>').length, 2)
})

test('names and taps that cannot be are refused', async () => {
  for (const names of [
    [],
    [''],
    ['a', 'a '],
    [1],
    'a',
    null,
    Array(10).fill('x'),
    ['x'.repeat(31)],
  ])
    equal((await count([], names)).status, 400, JSON.stringify(names))
  for (const taps of [null, 5, [0], [3], [1.5], ['1'], Array(301).fill(1)])
    equal((await count(taps as Json)).status, 400)
  equal((await request({ method: 'POST', body: null })).status, 400)
  equal((await request({ method: 'GET', query: { names: ',' } })).status, 400)
})
