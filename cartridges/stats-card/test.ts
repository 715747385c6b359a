const describe = async (values: Json, more: { [key: string]: Json } = {}) =>
  (await request({ method: 'POST', body: { title: 'T', values, ...more } })).body

test('the usual numbers are right', async () => {
  const found = await describe([2, 4, 4, 4, 5, 5, 7, 9])
  equal(
    [found.count, found.mean, found.median, found.deviation, found.quartiles],
    [8, 5, 4.5, 2.13809, [4, 4.5, 5.5]],
  )
})

test('outliers lie beyond the fences and do not bend the trend', async () => {
  const found = await describe([1, 2, 3, 4, 5, 6, 700])
  equal(found.outliers, [700])
  equal(found.trend, 1)
  equal((await describe([5, 4])).trend, null)
})

test('every value is in exactly one bin', async () => {
  const values = Array.from({ length: 200 }, (_, index) => (index * 37) % 101)
  const { bins, min, max } = await describe(values)
  equal(
    bins.reduce((sum: number, bin: { count: number }) => sum + bin.count, 0),
    200,
  )
  equal([bins[0].from, bins.at(-1).to], [min, max])
  ok(bins.length > 1 && bins.length <= 20)
})

test('equal values and single ones work', async () => {
  const found = await describe([3, 3, 3])
  equal([found.deviation, found.bins], [0, [{ from: 3, to: 3, count: 3 }]])
  equal((await describe([7])).deviation, null)
})

test('small numbers beside large ones are not lost', async () => {
  equal((await describe([1e15, 1, -1e15, 1])).mean, 0.5)
})

test('titles and units are text in the drawing', async () => {
  const { svg } = await describe([1, 2], { title: '</text><script>"', unit: '<b>', dark: true })
  ok(!/<script|<b>/.test(svg))
  match(svg, /fill="#14161a"/)
})

test('what is no list of numbers is refused', async () => {
  for (const body of [
    null,
    { values: [1] },
    { title: 'x', values: [] },
    { title: 'x', values: ['1'] },
    { title: 'x', values: [1e300] },
    { title: 'x', values: [null] },
    { title: 'x', values: [1], dark: 1 },
    { title: 'x', values: Array(5001).fill(1) },
  ])
    equal((await request({ method: 'POST', body })).status, 400)
})
