const open = (title: Json, author: Json = 'Ada', text: Json = 'hello') =>
  request({ method: 'POST', body: { title, author, text } })
const reply = (thread: number, text: string, to?: Json) =>
  request({
    method: 'POST',
    path: `/${thread}`,
    body: { author: 'Bob', text, ...(to === undefined ? {} : { to }) },
  })

test('answers follow what they answer', async () => {
  await open('Lamps')
  await reply(1, 'second')
  await reply(1, 'third')
  await reply(1, 'to second', 2)
  const { messages } = (await request({ path: '/1' })).body
  equal(
    messages.map((m: { depth: number; text: string }) => `${m.depth} ${m.text}`),
    ['0 hello', '1 second', '2 to second', '1 third'],
  )
})

test('two threads do not mix, and the livelier one is on top', async () => {
  await open('One')
  await open('Two')
  await reply(1, 'again')
  equal((await request({})).body.threads, [
    { id: 1, title: 'One', replies: 1, last: 'Bob' },
    { id: 2, title: 'Two', replies: 0, last: 'Ada' },
  ])
})

test('depth has an end', async () => {
  await open('Deep')
  for (let id = 1; id < 9; id++) await reply(1, `answer ${id}`, id)
  equal((await request({ path: '/1' })).body.messages.at(-1).depth, 4)
})

test('hostile text is kept as data', async () => {
  const { body } = await open('<script>', '__proto__', '"$&')
  equal(body.messages[0], { id: 1, depth: 0, author: '__proto__', text: '"$&' })
})

test('a full thread takes no more', async () => {
  await open('Long')
  for (let i = 1; i < 120; i++) equal((await reply(1, 'x')).status, 201)
  equal((await reply(1, 'x')).status, 409)
})

test('bad messages are refused', async () => {
  equal((await open('')).status, 400)
  equal((await open('T', 5)).status, 400)
  equal((await open('T', 'Ada', 'x'.repeat(1001))).status, 400)
  equal((await request({ method: 'POST', body: [1] })).status, 400)
  await open('T')
  for (const to of [9, '1', 0]) equal((await reply(1, 'x', to)).status, 400)
  equal((await reply(7, 'x')).status, 404)
  equal((await request({ path: '/x' })).status, 400)
})
