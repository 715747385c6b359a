const get = (path: string, query = {}) => request({ path, query })

test('each look counts, and the picture shows the number', async () => {
  await get('/page.svg')
  const answer = await get('/page.svg')
  equal(answer.headers['content-type'], 'image/svg+xml')
  match(answer.body, /aria-label="visits: 2".*>2<\/text>/)
})

test('two badges do not mix', async () => {
  await get('/a.svg', { step: '5' })
  await get('/b.json')
  equal((await get('/a.json', { step: '0' })).body, {
    name: 'a',
    count: 5,
    label: 'visits',
    value: '5',
    colour: '#1565c0',
  })
})

test('colours change at thresholds', async () => {
  const scale = '0:grey,10:orange,100:green'
  equal((await get('/a.json', { step: '9', scale })).body.colour, '#555555')
  equal((await get('/a.json', { scale })).body.colour, '#b45309')
  equal((await get('/a.json', { step: '90', scale })).body.colour, '#2f7d32')
})

test('large numbers are grouped on demand', async () => {
  for (let i = 0; i < 2; i++) await get('/a.svg', { step: '999' })
  equal((await get('/a.json', { step: '0', style: 'grouped' })).body.value, '1 998')
})

test('a label cannot break out of the picture', async () => {
  const { body } = await get('/a.svg', { label: '"><script>$&' })
  ok(!body.includes('<script') && body.includes('$&#38;'))
})

test('bad badges are refused and count nothing', async () => {
  for (const query of [
    { step: '-1' },
    { step: 'x' },
    { label: '' },
    { scale: 'red' },
    { scale: '0:constructor' },
    { style: 'x' },
  ])
    equal((await get('/a.svg', query)).status, 400, JSON.stringify(query))
  for (const path of ['/', '/a.png', '/a/b.svg', '/__proto__.svg'])
    equal((await get(path)).status, 400, path)
  equal((await get('/a.json', { step: '0' })).body.count, 0)
})
