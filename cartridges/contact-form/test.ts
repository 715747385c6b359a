type Kept = { name: string; signs: string[]; spam: number }
const open = (body: Json = { topics: ['order', 'press'] }) =>
  request({ method: 'PUT', path: '/shop', body })
const send = (more: { [name: string]: Json } = {}) =>
  request({
    method: 'POST',
    path: '/shop',
    body: { name: 'Ada', email: 'ada@example.org', text: 'Where is my lamp?', ...more },
  })
const read = async (show = 'inbox') => (await request({ path: '/shop', query: { show } })).body

test('a message arrives with its topic, the latest first', async () => {
  await open()
  equal((await send()).body, { received: true, suggestion: null })
  await send({ name: 'Bob', topic: 'press', text: 'Hello\r\n\r\n\r\n\r\nyou' })
  const { count, messages, topics } = await read()
  equal([count, messages[0].name, messages[0].text], [2, 'Bob', 'Hello\n\nyou'])
  equal(topics, [
    { topic: 'order', count: 1 },
    { topic: 'press', count: 1 },
  ])
  match(messages[0].day, /^\d{4}-\d\d-\d\d$/)
})

test('spam is kept apart, with its signs, and its sender learns nothing', async () => {
  await open()
  const cases: [{ [name: string]: Json }, string][] = [
    [{ website: 'http://x.org' }, 'the hidden field'],
    [{ text: 'Look <a href="x">here</a>' }, 'markup'],
    [{ text: 'Buy SEO backlinks and traffic at http://x.org' }, 'words of advertising'],
    [{ text: 'PLEASE READ THIS OFFER NOW AT WWW.X.ORG' }, 'capitals'],
    [{ name: 'www.win.com' }, 'a link as name'],
    [{ text: 'Your pаypal is locked!!!!' }, 'letters of two scripts in a word'],
  ]
  for (const [more, sign] of cases) {
    equal((await send(more)).body, { received: true, suggestion: null })
    const [latest] = (await read('spam')).messages as Kept[]
    ok(latest?.signs.includes(sign), sign)
  }
  equal([(await read()).count, (await read('spam')).count], [0, 6])
})

test('one link is no spam, and the words of another sender are', async () => {
  await open()
  await send({ text: 'The lamp at https://shop.example/1 is broken, can you help me?' })
  equal((await read()).messages[0].spam, 30)
  await send({
    text: 'the lamp at https://shop.example/1 is broken - can you help me',
    email: 'b@b.org',
  })
  equal((await read('spam')).messages[0].signs, ['a link', 'the words of another sender'])
})

test('a slip in the address is told', async () => {
  await open()
  const hint = async (email: string) => (await send({ email })).body.suggestion
  equal(await hint('ada@gmial.com'), 'ada@gmail.com')
  equal(await hint('ada@gmail.co'), 'ada@gmail.com')
  equal(await hint('ada@hotnail.com'), 'ada@hotmail.com')
  equal(await hint('ada@gmx.net'), null)
  equal(await hint('ada@example.com'), null)
})

test('the same message twice is told, and messages and inboxes are deleted', async () => {
  await open()
  await send()
  equal((await send()).status, 409)
  equal((await request({ method: 'DELETE', path: '/shop/1' })).body, { deleted: 1 })
  equal((await request({ method: 'DELETE', path: '/shop/1' })).status, 404)
  equal((await read()).count, 0)
  await request({ method: 'DELETE', path: '/shop' })
  equal((await send()).status, 404)
})

test('only the owner reads, changes and deletes', async () => {
  await open({ owner: `0x${'Ab'.repeat(20)}` })
  equal((await send()).status, 201)
  equal((await request({ path: '/shop' })).status, 403)
  equal((await open()).status, 403)
  equal((await request({ method: 'DELETE', path: '/shop' })).status, 403)
})

test('spam makes room for messages, and a full inbox refuses', async () => {
  await open()
  const text = '€ '.repeat(900)
  for (let at = 0; at < 5; at++) await send({ text: `${text}${at}`, website: 'x' })
  let [kept, status] = [0, 201]
  while (status === 201 && kept < 50) {
    status = (await send({ text: `${text}n${kept}` })).status
    if (status === 201) kept += 1
  }
  equal([status, (await read()).count, (await read('spam')).count], [409, kept, 0])
  ok(kept > 8)
})

test('hostile names and topics are only text', async () => {
  await open({ topics: ['constructor', '日本'] })
  await send({ name: '__proto__\r\nBcc: x', topic: '日本', text: '"$&\u0000\u202e' })
  const [message] = (await read()).messages
  equal([message.name, message.text, message.topic], ['__proto__ Bcc: x', '"$&', '日本'])
})

test('what is missing is told field by field', async () => {
  await open()
  const { status, body } = await send({ name: ' ', email: 'ada@', text: 5, topic: 'x' })
  equal(
    [status, body.problems.map(({ field }: { field: string }) => field)],
    [400, ['name', 'email', 'text', 'topic']],
  )
  ok(body.hint)
  for (const email of [
    'a@b',
    '"a"@b.org',
    'a@b.org, c@d.org',
    'a b@c.org',
    `${'a'.repeat(120)}@b.org`,
  ])
    equal((await send({ email })).status, 400, email)
  for (const topics of ['x', [''], ['<script>'], Array(11).fill('a')] as Json[])
    equal((await open({ topics })).status, 400)
  equal((await open({ owner: 'eve' })).status, 400)
  equal((await request({ method: 'POST', path: '/shop', body: 'hello' })).status, 400)
  equal((await request({ path: '/' })).status, 400)
  equal((await request({ path: '/shop', query: { show: 'all' } })).status, 400)
})
