const tiles = (...list: Json[]) => request({ method: 'POST', body: { title: 'T', tiles: list } })
const tile = async (more: { [key: string]: Json }) => {
  const { body } = await tiles({ name: 'x', values: [1], ...more })
  return /<article.*<\/article>/s.exec(body)?.[0] ?? ''
}

test('the light turns where the thresholds are, in the direction of their order', async () => {
  for (const [value, state] of [
    [69, 'good'],
    [70, 'warn'],
    [85, 'bad'],
  ] as const)
    match(await tile({ values: [value], warn: 70, bad: 85 }), new RegExp(`class="${state}"`))
  for (const [value, state] of [
    [30, 'good'],
    [20, 'warn'],
    [5, 'bad'],
  ] as const)
    match(await tile({ values: [value], warn: 20, bad: 10 }), new RegExp(`class="${state}"`))
  match(await tile({}), /class="none"/)
})

test('large numbers are short and the change is against the value before', async () => {
  const html = await tile({ values: [1, 10_000, 12_345], unit: 'req' })
  match(html, /<b>12\.3k<\/b> req/)
  match(html, /▲ 23\.4 %/)
  match(await tile({ values: [5, 5] }), /unchanged/)
})

test('a sparkline fills its box from the lowest to the highest', async () => {
  match(await tile({ values: [0, 5, 10] }), /points="0,23 50,12 100,1"/)
  match(await tile({ values: [3, 3] }), /points="0,12 100,12"/)
  ok(!(await tile({ values: [3] })).includes('<svg'))
})

test('names and units are text', async () => {
  const { body } = await request({
    method: 'POST',
    body: {
      title: '</title><script>',
      tiles: [{ name: '<img onerror=a()>', unit: '"&$&', values: [1] }],
    },
  })
  ok(!/<script|<img/.test(body))
  match(body, /&#34;&#38;\$&#38;/)
})

test('tiles that cannot be drawn are refused by place', async () => {
  for (const bad of [
    5,
    { name: 'x', values: [] },
    { name: 'x', values: ['1'] },
    { name: '', values: [1] },
    { name: 'x', values: [1], warn: 5 },
    { name: 'x', values: [1e300] },
    { name: 'x', values: [1], unit: 'x'.repeat(13) },
  ]) {
    const answer = await tiles({ name: 'ok', values: [1] }, bad as Json)
    equal(answer.status, 400, JSON.stringify(bad))
    match(answer.body.error, /tiles\[1\]/)
  }
  equal((await tiles()).status, 400)
})
