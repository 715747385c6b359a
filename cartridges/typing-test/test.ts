const score = async (text: string, typed: string, seconds = 60) =>
  (await request({ method: 'POST', body: { text, typed, seconds } })).body

test('five characters are a word', async () => {
  const { wpm, netWpm, accuracy } = await score('a'.repeat(200), 'a'.repeat(200))
  equal([wpm, netWpm, accuracy], [40, 40, 100])
})

test('one missing letter is one mistake', async () => {
  const result = await score('the quick fox', 'the quck fox')
  equal(result.mistakes, [{ at: 6, kind: 'missing', wanted: 'i', typed: '' }])
  equal([result.wrong, result.missing, result.extra], [0, 1, 0])
})

test('extra letters count against accuracy', async () => {
  const result = await score('abcd', 'abxcd')
  equal([result.extra, result.accuracy], [1, 80])
})

test('nothing typed scores nothing', async () => {
  const result = await score('abc', '')
  equal([result.wpm, result.accuracy, result.missing], [0, 0, 3])
})

test('the letters that go wrong most come first', async () => {
  equal((await score('pepper', 'bebbar')).weakest, [
    { letter: 'p', times: 3 },
    { letter: 'e', times: 1 },
  ])
})

test('a seed gives one text and another seed another', async () => {
  const text = async (seed: string) =>
    (await request({ query: { seed, words: '12' } })).body.text as string
  equal((await text('7')).split(' ').length, 12)
  equal(await text('7'), await text('7'))
  ok((await text('7')) !== (await text('8')))
})

test('hostile and composed text is compared letter by letter', async () => {
  equal((await score('<script>"$&"', '<script>"$&"')).mistakes, [])
  equal((await score('caf\u00e9 😀', 'cafe\u0301 😀')).mistakes, [])
  equal((await score('x'.repeat(800), 'y'.repeat(800))).mistakes.length, 50)
})

test('what is wrong is refused', async () => {
  for (const body of [
    null,
    { text: '', typed: 'a', seconds: 1 },
    { text: 'a', typed: 5, seconds: 1 },
    { text: 'a', typed: 'a', seconds: 0 },
    { text: 'a', typed: 'a', seconds: '9' },
    { text: 'a'.repeat(801), typed: 'a', seconds: 1 },
  ] as Json[])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
  equal((await request({ query: { words: '91' } })).status, 400)
  equal((await request({ query: { seed: 'x' } })).status, 400)
})
