const say = (name: Json, text: Json, room = 'lobby') =>
  request({ method: 'POST', path: `/${room}`, body: { name, text } })
const read = async (query = {}, room = 'lobby') =>
  (await request({ method: 'GET', path: `/${room}`, query })).body
const texts = (messages: { text: string }[]) => messages.map(({ text }) => text)

test('messages are numbered and rooms do not mix', async () => {
  equal((await say('Ada', 'Hello')).body.id, 1)
  await say('Bob', 'Hi @ada and @nobody')
  await say('Ada', 'Alone', 'other')
  const { messages, people, last } = await read()
  equal([texts(messages), people, last], [['Hello', 'Hi @ada and @nobody'], ['Ada', 'Bob'], 2])
  equal(messages[1].mentions, ['ada'])
})

test('one asks for what is new', async () => {
  for (const text of ['a', 'b', 'c', 'd']) await say('Ada', text)
  const { messages, more, last } = await read({ after: '1', limit: '2' })
  equal([texts(messages), more, last], [['b', 'c'], 1, 3])
  equal(texts((await read({ limit: '2' })).messages), ['c', 'd'])
  equal((await read({ after: '4' })).messages, [])
})

test('a known reader goes on where he was and hears of calls', async () => {
  await say('Bob', 'here')
  await say('Ada', 'you there, @bob?')
  const first = await read({ name: 'Bob' })
  equal([texts(first.messages), first.called], [['you there, @bob?'], 1])
  equal((await read({ name: 'Bob' })).messages, [])
})

test('commands act, set the topic and take back', async () => {
  equal((await say('Ada', '/me waves')).body.kind, 'does')
  await say('Ada', '/topic Engines')
  equal((await read()).topic, 'Engines')
  await say('Bob', 'mine')
  await say('Ada', '/undo')
  equal(texts((await read()).messages), ['waves', 'mine'])
  equal((await say('Cyd', '/undo')).status, 409)
  equal((await say('Ada', '/shout')).status, 400)
  equal((await say('Ada', '/me')).status, 400)
})

test('a name belongs to whoever paid under it first', async () => {
  const [ada, eve] = [`0x${'a'.repeat(40)}`, `0x${'e'.repeat(40)}`]
  const speak = (payer: string, name: string) =>
    request({ method: 'POST', path: '/lobby', body: { name, text: 'x' }, payer })
  equal((await speak(ada, 'Ada')).status, 201)
  equal((await speak(eve, 'ADA')).status, 409)
  equal((await speak(eve, 'Eve')).status, 201)
  const query = { name: 'Ada' }
  equal((await request({ path: '/lobby', query, payer: eve })).body.messages.length, 2)
  equal((await request({ path: '/lobby', query, payer: ada })).body.messages.length, 1)
})

test('eight in a row are enough', async () => {
  for (let n = 0; n < 8; n++) equal((await say('Ada', `line ${n}`)).status, 201)
  equal((await say('ada', 'more')).status, 429)
  await say('Bob', 'well')
  equal((await say('Ada', 'more')).status, 201)
})

test('a room keeps fifty messages, however long and says what was missed', async () => {
  for (let n = 1; n <= 54; n++) await say(n % 2 === 0 ? 'Ada' : 'Bob', `${n} ${'語'.repeat(290)}`)
  const { missed, messages } = await read({ after: '2', limit: '50' })
  equal([missed, messages.length, messages[0].id], [2, 50, 5])
})

test('hostile words are only words', async () => {
  const text = '<script>"$&"</script>\u202e @__proto__ @constructor'
  await say('__proto__', text)
  const { messages } = await read({ name: '__proto__', after: '0' })
  equal([messages[0].name, messages[0].text], ['__proto__', text.replace('\u202e', '')])
  equal(messages[0].mentions, ['__proto__'])
})

test('what cannot be said or read is refused', async () => {
  for (const name of ['', 'a b', '<b>', 'x'.repeat(25), 5, null])
    equal((await say(name, 'x')).status, 400, String(name))
  for (const text of ['', ' ', 'x'.repeat(301), '\u0007', 5, null])
    equal((await say('Ada', text)).status, 400)
  for (const room of ['', 'A', 'a b', 'a/b', '__proto__'])
    equal((await say('Ada', 'x', room)).status, 400, room)
  equal((await request({ method: 'POST', path: '/lobby', body: [] })).status, 400)
  equal((await request({ method: 'GET', path: '/lobby' })).status, 404)
  await say('Ada', 'x')
  for (const query of [
    { after: 'x' },
    { after: '-1' },
    { limit: '0' },
    { limit: '51' },
    { name: 'a b' },
  ])
    match((await read(query)).hint, /\/lobby/)
})
