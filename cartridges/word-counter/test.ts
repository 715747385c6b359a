const count = (text: Json, more: { [name: string]: Json } = {}) =>
  request({ method: 'POST', body: { text, ...more } })

test('hyphens and apostrophes do not split a word', async () => {
  equal((await count("It's a well-known café – isn’t it?")).body.words, 6)
  equal((await count('')).body.words, 0)
})

test('a text is held against its limits', async () => {
  const short = (await count('one two', { min: 3 })).body
  equal([short.verdict, short.missing, short.excess], ['short', 1, 0])
  const long = (await count('one two', { max: 1 })).body
  equal([long.verdict, long.missing, long.excess], ['long', 0, 1])
  equal((await count('one two', { min: 2, max: 2 })).body.verdict, 'fits')
})

test('phrases that come back are found, whatever their case', async () => {
  const { repeated } = (await count('In the end we won, and IN THE END it rained. In the end?'))
    .body
  equal(repeated, [{ phrase: 'in the end', times: 3 }])
})

test('a phrase does not run over the end of a sentence', async () => {
  equal((await count('go home. now go home. now', { phrase: 2 })).body.repeated, [
    { phrase: 'go home', times: 2 },
  ])
})

test('an emoji is one character', async () => {
  equal((await count('a 🎈')).body.characters, { all: 3, withoutSpaces: 2 })
})

test('hostile text is counted like any other', async () => {
  const { body } = await count(
    '__proto__ __proto__ <script>"$&"</script> constructor constructor',
    {
      phrase: 1,
    },
  )
  equal(body.words, 6)
  equal((await count('a '.repeat(25_000))).body.words, 25_000)
})

test('what is no text or no limit is refused', async () => {
  for (const text of [null, 5, ['a'], 'x'.repeat(50_001)]) equal((await count(text)).status, 400)
  for (const more of [{ min: -1 }, { min: 5, max: 4 }, { max: '9' }, { phrase: 0 }])
    equal((await count('a', more as { [name: string]: Json })).status, 400)
})
