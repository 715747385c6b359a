const count = async (text: string) => (await request({ method: 'POST', body: { text } })).body

test('counts characters, words, lines and bytes', async () => {
  const { characters, utf16, bytes, words, lines, left } = await count('Grüße, 👋\nAda')
  equal([characters, utf16, bytes, words, lines, left], [12, 13, 17, 3, 2, 268])
})

test('an empty text counts nothing', async () => {
  equal(await count(''), {
    characters: 0,
    utf16: 0,
    bytes: 0,
    words: 0,
    lines: 0,
    left: 280,
    sms: { alphabet: 'GSM-7', units: 0, parts: 0 },
  })
})

test('a text message holds 160 units, longer ones 153 a part', async () => {
  equal((await count('a'.repeat(160))).sms, { alphabet: 'GSM-7', units: 160, parts: 1 })
  equal((await count('a'.repeat(161))).sms.parts, 2)
  equal((await count('a'.repeat(307))).sms.parts, 3)
  equal((await count('€'.repeat(80))).sms, { alphabet: 'GSM-7', units: 160, parts: 1 })
})

test('letters of the alphabet beyond ASCII keep a message short', async () => {
  for (const text of ['ÄÖÑÜ§¿äöñüà', '@£$¥èéùìòÇ', 'ΔΦΓΛΩΠΨΣΘΞ'])
    equal((await count(text)).sms, { alphabet: 'GSM-7', units: text.length, parts: 1 }, text)
})

test('one letter outside the alphabet makes all of it UCS-2', async () => {
  equal((await count(`${'a'.repeat(69)}й`)).sms, { alphabet: 'UCS-2', units: 70, parts: 1 })
  equal((await count('й'.repeat(71))).sms.parts, 2)
})

test('no character is cut between two parts', async () => {
  // 67 units a part are 33 pairs and one unit that stays empty.
  equal((await count('👋'.repeat(66))).sms.parts, 2)
  equal((await count('👋'.repeat(67))).sms.parts, 3)
  equal((await count('€'.repeat(153))).sms.parts, 3)
})

test('the page takes its limit from the query', async () => {
  const { status, body } = await request({ method: 'GET', query: { limit: '160' } })
  equal(status, 200)
  ok(body.includes('"state":{"text":"","limit":160}'))
  ok(!/https?:|src=/.test(body))
})

test('what is no text and no limit is refused', async () => {
  const bodies: Json[] = [null, [], {}, { text: 5 }, { text: 'x'.repeat(20_001) }]
  for (const limit of [0, -1, 1.5, '9', null, 1e9]) bodies.push({ text: 'a', limit })
  for (const body of bodies)
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body)?.slice(0, 40))
  for (const limit of ['</script>', '0', 'ten', '1e99'])
    equal((await request({ method: 'GET', query: { limit } })).status, 400, limit)
})
