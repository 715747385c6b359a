const stats = async (text: string, options: { [name: string]: Json } = {}) => {
  const answer = await request({ method: 'POST', body: { text, ...options } })
  equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

test('words, sentences and paragraphs are counted', async () => {
  const body = await stats('The cat sat. The dog ran!\n\nWhy?')
  equal([body.words, body.sentences, body.paragraphs], [7, 3, 2])
})

test('the Flesch scores follow the published formulas', async () => {
  // 7 words, 1 sentence, 7 syllables: 206.835 - 7.105 - 84.6 and 2.73 + 11.8 - 15.59.
  const body = await stats('The cat sat on the warm mat.')
  equal(body.syllables, 7)
  equal(body.readability, {
    fleschReadingEase: 115.1,
    fleschKincaidGrade: -1.1,
    label: 'very easy',
  })
})

test('syllables of common words are right', async () => {
  const known: [string, number][] = [
    ['cat', 1],
    ['table', 2],
    ['make', 1],
    ['jumped', 1],
    ['wanted', 2],
    ['boxes', 2],
    ['banana', 3],
    ['readability', 5],
    ['yellow', 2],
    ['the', 1],
  ]
  for (const [word, count] of known) equal((await stats(word)).syllables, count, word)
})

test('abbreviations, initials and decimals do not end a sentence', async () => {
  equal((await stats('Dr. Smith paid 3.50 to Mrs. Jones, i.e. less.')).sentences, 1)
  equal((await stats('J. Doe came. He left.')).sentences, 2)
})

test('several marks in a row end one sentence', async () => {
  equal((await stats('Really?! Yes... "No." Fine')).sentences, 4)
})

test('long runs of marks and blanks are counted quickly', async () => {
  for (const filler of ['.', '. ', '\n', ' ', 'Mr. ', '"', '?)'])
    equal((await stats(`${filler.repeat(3000)}word`)).sentences, 1, filler)
})

test('an apostrophe or a dash keeps a word whole', async () => {
  equal((await stats("It's a well-known fact, isn’t it?")).words, 6)
})

test('characters are code points and other scripts have words', async () => {
  const body = await stats('Äpfel 😀 яблоко')
  equal([body.characters, body.charactersWithoutSpaces, body.words], [14, 12, 2])
})

test('top words skip stop words, ignore case and sort ties by letter', async () => {
  const body = await stats('The pear and the Apple. A pear, an apple, a fig.', { top: 2 })
  equal(body.topWords, [
    { word: 'apple', count: 2 },
    { word: 'pear', count: 2 },
  ])
})

test('words named like object members are counted as words', async () => {
  const body = await stats('constructor constructor __proto__ toString')
  equal(body.topWords[0], { word: 'constructor', count: 2 })
})

test('reading time comes from 238 words a minute, rounded up', async () => {
  const body = await stats('word '.repeat(238))
  equal([body.readingSeconds, body.speakingSeconds], [60, 96])
})

test('plain text and a query work as well', async () => {
  const plain = await request({ method: 'POST', query: { top: '1' }, body: 'One two two.' })
  equal(plain.body.topWords, [{ word: 'two', count: 2 }])
  const get = await request({ method: 'GET', query: { text: 'Hello there.' } })
  equal(get.body.words, 2)
})

test('a text of one word without a mark is one sentence', async () => {
  const body = await stats('Hello')
  equal([body.words, body.sentences, body.uniqueWords], [1, 1, 1])
})

test('a missing text, an empty one and one without words are refused', async () => {
  for (const body of [null, 5, [], {}, { text: 7 }, { text: '' }, { text: '... !!' }]) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400)
    ok(answer.body.error && answer.body.hint)
  }
})

test('a wrong top and an overlong text are refused', async () => {
  for (const top of [-1, 1.5, 101, 'x', null])
    equal((await request({ method: 'POST', body: { text: 'a', top } })).status, 400)
  equal((await request({ method: 'POST', body: 'a '.repeat(31_000) })).status, 400)
})
