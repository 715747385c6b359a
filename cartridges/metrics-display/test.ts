const read = (metrics: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { metrics, ...more } })
const histogram = `# TYPE t histogram
t_bucket{le="0.1"} 10
t_bucket{le="0.5"} 90
t_bucket{le="+Inf"} 100
t_sum 30
t_count 100
`

test('families have type, help and samples with labels', async () => {
  const { body } = await request({
    method: 'POST',
    body: '# HELP a Some \\\\ help\\nmore\n# TYPE a gauge\na{x="q\\"u",y="é\\n"} -1.5e3 1700000000\nb 2\n',
  })
  equal(body.families, [
    {
      name: 'a',
      type: 'gauge',
      help: 'Some \\ help\nmore',
      samples: [{ name: 'a', labels: { x: 'q"u', y: 'é\n' }, value: -1500 }],
    },
    { name: 'b', type: 'untyped', help: '', samples: [{ name: 'b', labels: {}, value: 2 }] },
  ])
})

test('quantiles are interpolated within their bucket', async () => {
  const { body } = await read(histogram, { quantiles: [0.05, 0.5, 0.95] })
  equal(body.families.length, 1)
  equal(body.families[0].quantiles[0].values, [
    { q: 0.05, value: 0.05 },
    { q: 0.5, value: 0.3 },
    { q: 0.95, value: 0.5 },
  ])
})

test('each set of labels has its own quantiles', async () => {
  const { body } = await read(
    '# TYPE h histogram\nh_bucket{r="a",le="1"} 1\nh_bucket{r="a",le="+Inf"} 1\nh_bucket{r="b",le="+Inf"} 0\n',
  )
  equal(
    body.families[0].quantiles.map((group: { labels: { r: string } }) => group.labels.r),
    ['a', 'b'],
  )
  equal(body.families[0].quantiles[1].values[0].value, 'NaN')
})

test('a name may be looked for, and the table is aligned', async () => {
  const { body } = await read('aa 1\nbbbb{x="y"} 22\n')
  equal(body.table, 'aa         1\nbbbb{x=y}  22')
  equal((await read('aa 1\nbb 2', { match: 'b' })).body.families.length, 1)
})

test('hostile labels are only labels', async () => {
  const { body } = await read('a{__proto__="x",constructor="<script>}"} NaN')
  equal(
    JSON.stringify(body.families[0].samples[0]),
    '{"name":"a","labels":{"__proto__":"x","constructor":"<script>}"},"value":"NaN"}',
  )
})

test('mistakes are named with their line', async () => {
  for (const [text, reason] of [
    ['a 1\nb{x=y} 2', /line 2: a label/],
    ['a{x="1" 2', /line 1/],
    ['a one', /no number/],
    ['1a 2', /line 1/],
    ['', /no such/],
    ['a 0x10', /no number/],
  ] as const) {
    const answer = await read(text)
    equal(answer.status, 400, text)
    match(answer.body.error, reason)
  }
  equal((await read(5)).status, 400)
  equal((await read('a 1', { quantiles: [2] })).status, 400)
})
