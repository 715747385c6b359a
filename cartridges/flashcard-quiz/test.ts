const add = (front: string, back: string, deck = 'd') =>
  request({ method: 'POST', path: `/${deck}`, body: { front, back } })
const reply = (card: Json, answer: Json, day: Json) =>
  request({ method: 'POST', path: '/d/answers', body: { card, answer, day } })

test('a known card waits longer each time', async () => {
  await add('cat', 'chat')
  const days: number[] = []
  for (let day = 0; days.length < 5; ) {
    day = (await reply(1, 'chat', day)).body.dueDay
    days.push(day)
  }
  equal(days, [1, 4, 12, 32, 82])
})

test('a forgotten card comes back the same day and grows more slowly', async () => {
  await add('cat', 'chat')
  for (const day of [0, 1]) await reply(1, 'chat', day)
  const { body } = await reply(1, 'chien', 4)
  equal([body.correct, body.back, body.dueDay, body.due], [false, 'chat', 4, 1])
  const days: number[] = []
  for (const day of [4, 5, 8]) days.push((await reply(1, 'chat', day)).body.dueDay)
  equal(days, [5, 8, 15])
})

test('the longest overdue comes first', async () => {
  await add('a', 'x')
  await add('b', 'y')
  equal((await reply(1, 'x', 0)).body.next, { card: 2, front: 'b' })
  equal((await reply(2, 'y', 0)).body.next, null)
  equal((await request({ path: '/d', query: { day: '1' } })).body.due, 2)
})

test('case, accents and signs are forgiven, wrong letters are not', async () => {
  await add('summer', 'Été!')
  equal((await reply(1, ' ete', 0)).body.correct, true)
  equal((await reply(1, 'ete x', 1)).body.correct, false)
  await add('plus', '+')
  equal((await reply(2, '-', 1)).body.correct, false)
})

test('decks do not mix and cards last', async () => {
  await add('a', 'x')
  await add('b', 'y', 'e')
  equal((await request({ path: '/e' })).body, {
    deck: 'e',
    cards: 1,
    due: 1,
    next: { card: 1, front: 'b' },
  })
})

test('hostile text is only text', async () => {
  const front = '<script>"$&"</script> __proto__'
  equal((await add(front, '__proto__')).body.next.front, front)
  equal((await reply(1, 'constructor', 0)).body.correct, false)
})

test('what is wrong is refused and changes nothing', async () => {
  await add('a', 'x')
  for (const [card, answer, day] of [
    [1, 5, 0],
    [1, 'x', -1],
    [1, 'x', '0'],
    [1, 'x'.repeat(201), 0],
  ] as [Json, Json, Json][])
    equal((await reply(card, answer, day)).status, 400)
  equal((await reply(2, 'x', 0)).status, 404)
  equal((await reply('length', 'x', 0)).status, 404)
  equal((await add('', 'x')).status, 400)
  equal((await request({ path: '/../d' })).status, 400)
  equal((await request({ path: '/d', query: { day: 'x' } })).status, 400)
  equal((await request({ path: '/d' })).body.due, 1)
})
