const compare = (features: Json, ...products: Json[]) =>
  request({ method: 'POST', body: { features, products } })
const product = (name: string, values: Json) => ({ name, values })

test('the best of a row is marked by the rule of the row', async () => {
  const { body } = await compare(
    [
      { name: 'Speed', better: 'more' },
      { name: 'Price', better: 'less', unit: '$' },
    ],
    product('A', { Speed: 9, Price: 5 }),
    product('B', { Speed: 3, Price: 2 }),
  )
  match(body.html, /Speed<\/th><td class="best"><b>9<\/b><\/td><td>3<\/td>/)
  match(body.html, /Price<\/th><td>5 \$<\/td><td class="best"><b>2 \$<\/b><\/td>/)
})

test('scores are weighted and lie between the worst and the best', async () => {
  const { body } = await compare(
    [
      { name: 'x', better: 'more', weight: 3 },
      { name: 'y', better: 'yes' },
      { name: 'z', weight: 50 },
    ],
    product('A', { x: 0, y: true }),
    product('B', { x: 10 }),
    product('C', { x: 5, y: true, z: 'hi' }),
  )
  equal(body.ranking, [
    { name: 'B', score: 75 },
    { name: 'C', score: 62.5 },
    { name: 'A', score: 25 },
  ])
})

test('nobody is best where all are the same, and a missing value earns nothing', async () => {
  const { body } = await compare(
    [{ name: 'x', better: 'more' }],
    product('A', { x: 4 }),
    product('B', { x: 4 }),
    product('C', {}),
  )
  equal(
    body.ranking.map((entry: { score: number }) => entry.score),
    [100, 100, 0],
  )
  const same = await compare(
    [{ name: 'x', better: 'more' }],
    product('A', { x: 4 }),
    product('B', { x: 4 }),
  )
  ok(!same.body.html.includes('best'))
})

test('names and values are text, and names of object members are ordinary', async () => {
  const { body } = await compare(
    [{ name: 'constructor' }, { name: '<b>' }],
    product('<script>', { '<b>': '"><img>' }),
    product('B', {}),
  )
  ok(!/<script|<img|function/.test(body.html))
  match(body.html, /constructor<\/th><td>–<\/td><td>–<\/td>/)
})

test('wrong rules, weights and too few products are refused by place', async () => {
  const two = [product('A', {}), product('B', {})]
  const cases: [Json, Json[], RegExp][] = [
    [[{ name: 'x', better: 'best' }], two, /features\[0\]\.better/],
    [[{ name: 'x', weight: -1 }], two, /weight/],
    [[{}], two, /name/],
    [[], two, /features/],
    [[{ name: 'x' }], two.slice(1), /products/],
    [[{ name: 'x' }], [...two, { name: 'C' }], /products\[2\]/],
  ]
  for (const [features, products, reason] of cases) {
    const answer = await compare(features, ...products)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
})
