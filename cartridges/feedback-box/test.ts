const give = (box: string, from: Json, score: Json, words: Json = '') =>
  request({ method: 'POST', path: `/${box}`, body: { from, score, words } })

test('the score is fans less critics', async () => {
  for (const [from, score] of [
    ['a', 10],
    ['b', 9],
    ['c', 8],
    ['d', 6],
  ] as const)
    await give('shop', from, score)
  equal((await request({ path: '/shop' })).body, {
    box: 'shop',
    voices: 4,
    nps: 25,
    critics: [],
    fans: [],
  })
})

test('the latest word of a person counts', async () => {
  await give('shop', 'ada', 0)
  equal((await give('shop', 'ada', 10)).body.nps, 100)
})

test('two boxes do not mix', async () => {
  await give('a', 'ada', 10)
  await give('b', 'ada', 0)
  equal((await request({ path: '/a' })).body.nps, 100)
})

test('themes of critics and fans are told apart', async () => {
  await give('shop', 'a', 2, 'the delivery was slow slow slow')
  await give('shop', 'b', 3, 'Slow delivery!')
  await give('shop', 'c', 9, 'friendly staff')
  await give('shop', 'd', 10, 'friendly')
  const { critics, fans } = (await request({ path: '/shop' })).body
  equal([critics, fans], [['delivery', 'slow'], ['friendly']])
})

test('hostile text is only text', async () => {
  await give('shop', '__proto__', 9, 'constructor <script>"$&')
  equal((await give('shop', '<b>', 9, 'constructor')).body.fans, ['constructor'])
})

test('bad feedback is refused', async () => {
  for (const score of [11, -1, 5.5, '9', null])
    equal((await give('shop', 'ada', score)).status, 400)
  equal((await give('shop', '', 5)).status, 400)
  equal((await give('shop', 'ada', 5, 'x'.repeat(101))).status, 400)
  equal((await give('Shop!', 'ada', 5)).status, 400)
  equal((await request({ path: '/shop' })).body.voices, 0)
})
