const bars = (list: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { bars: list, ...more } })
const bar = (done: number, total: number, more: { [key: string]: Json } = {}) => ({
  name: 'b',
  done,
  total,
  ...more,
})

test('a hundred per cent means done', async () => {
  equal((await bars([bar(999, 1000)])).body.bars[0].percent, 99)
  equal((await bars([bar(1000, 1000)])).body.bars[0].percent, 100)
})

test('overall progress is weighted by size', async () => {
  equal((await bars([bar(10, 10), bar(0, 90)])).body.percent, 10)
})

test('time left follows the slope, newer points counting more', async () => {
  const left = async (history: Json) =>
    (await bars([bar(50, 100, { history })])).body.bars[0].secondsLeft
  equal(
    await left([
      [0, 0],
      [10, 50],
    ]),
    10,
  )
  equal(await left([]), null)
  equal(
    await left([
      [0, 50],
      [10, 50],
    ]),
    null,
  )
  const slowing = await left([
    [0, 0],
    [1, 40],
    [2, 45],
    [3, 50],
  ])
  ok(slowing > 4 && slowing <= 10, String(slowing))
})

test('text bars fill in eighths and stay in line', async () => {
  const { drawing } = (
    await bars([bar(1, 16, { name: 'é' }), bar(16, 16, { name: 'long' })], {
      format: 'text',
      width: 10,
    })
  ).body
  equal(drawing, 'é    ▋░░░░░░░░░   6 %\nlong ██████████ 100 %')
})

test('names are text in every format', async () => {
  for (const format of ['svg', 'html']) {
    const { drawing } = (await bars([bar(1, 2, { name: '</text><script>"' })], { format })).body
    ok(!drawing.includes('<script'))
  }
  match((await bars([bar(1, 2)])).body.drawing, /aria-label="b: 50 %"/)
})

test('impossible progress is refused by place', async () => {
  for (const item of [
    5,
    bar(5, 4),
    bar(-1, 4),
    bar(0, 0),
    { name: 'x', done: 1 },
    bar(1, 2, { name: 'a\nb' }),
    bar(1, 2, {
      history: [
        [1, 1],
        [1, 2],
      ],
    }),
  ] as Json[]) {
    const answer = await bars([bar(1, 2), item])
    equal(answer.status, 400)
    match(answer.body.error, /bars\[1\]/)
  }
  equal((await bars([bar(1, 2)], { format: 'png' })).status, 400)
  equal((await bars([bar(1, 2)], { width: 5 })).status, 400)
})
