const put = (sku: string, more: { [field: string]: Json } = {}) =>
  request({ method: 'PUT', path: `/${sku}`, body: { title: sku, day: '2026-11-01', ...more } })
const move = (sku: string, change: Json, day = '2026-11-20', cents: Json = 0) =>
  request({ method: 'POST', path: `/${sku}`, body: { change, day, cents } })
const all = async (day = '2026-11-20') => (await request({ path: '/', query: { day } })).body

test('the reorder point is the use over the delivery and a reserve', async () => {
  await put('bolt', { leadDays: 5, reserve: 20, pack: 100, day: '2026-10-01' })
  await move('bolt', 200, '2026-10-01', 10)
  equal((await move('bolt', -90)).body, {
    sku: 'bolt',
    title: 'bolt',
    stock: 110,
    valueCents: 1100,
    useADay: 3,
    daysLeft: 36,
    reorderPoint: 35,
    order: 0,
  })
  const { stock, useADay, reorderPoint, order } = (await move('bolt', -60, '2026-11-21')).body
  // 5 a day for 35 days and a reserve of 20, less the 50 that are there: two packs.
  equal([stock, useADay, reorderPoint, order], [50, 5, 45, 0])
  equal((await move('bolt', -6, '2026-11-21')).body.order, 200)
})

test('costs follow the moving average', async () => {
  await put('tea')
  await move('tea', 10, '2026-11-02', 100)
  await move('tea', 30, '2026-11-03', 200)
  equal((await move('tea', -4, '2026-11-04')).body.valueCents, 6300)
  equal((await move('tea', -36, '2026-11-05')).body.valueCents, 0)
})

test('a young item is judged by its days, and old use is forgotten', async () => {
  await put('ink', { day: '2026-11-20' })
  await move('ink', 100)
  equal((await move('ink', -14)).body.useADay, 2)
  const [row] = (await all('2027-01-20')).items
  equal([row.useADay, row.daysLeft, row.order], [0, null, 0])
})

test('the list begins with what runs out first', async () => {
  for (const sku of ['a', 'b', 'c']) {
    await put(sku, { leadDays: 30 })
    await move(sku, 100)
  }
  await move('b', -60)
  await move('c', -30)
  const { items, toOrder } = await all()
  equal(
    items.map(({ sku }: { sku: string }) => sku),
    ['b', 'c', 'a'],
  )
  equal(toOrder, [{ sku: 'b', count: 140 }])
})

test('no more leaves than is there, and new terms keep the stock', async () => {
  await put('pen')
  await move('pen', 5)
  equal((await move('pen', -6)).status, 409)
  equal((await put('pen', { reserve: 6 })).body.stock, 5)
  equal((await all()).toOrder, [{ sku: 'pen', count: 1 }])
  const gone = await request({ method: 'DELETE', path: '/pen', query: { day: '2026-11-20' } })
  equal(gone.body.stock, 5)
  equal((await all()).items, [])
})

test('hostile titles are only titles', async () => {
  const title = '<script>"$&</script> __proto__'
  equal((await put('x', { title })).body.title, title)
  for (const sku of ['__proto__', '<b>', '', '../x', 'y'.repeat(32)])
    equal((await put(sku)).status, 400, sku)
})

test('numbers, days and terms that cannot be are refused', async () => {
  for (const more of [
    { title: '' },
    { title: 'x'.repeat(81) },
    { leadDays: -1 },
    { reserve: 0.5 },
    { pack: 0 },
    { day: '2026-02-30' },
    { day: null },
  ] as { [field: string]: Json }[])
    equal((await put('pen', more)).status, 400, JSON.stringify(more))
  equal((await move('pen', 1)).status, 404)
  await put('pen')
  for (const change of [0, 1.5, '5', null, 1_000_001])
    equal((await move('pen', change)).status, 400, String(change))
  equal((await move('pen', 1, '2026-11-20', -1)).status, 400)
  equal((await request({ path: '/' })).status, 400)
})
