const day = '2026-11-20'
const add = (front: string, on = day) =>
  request({ method: 'POST', path: '/cards', body: { front, back: 'x', day: on } })
const review = (id: number, grade: Json, on = day) =>
  request({ method: 'POST', path: `/cards/${id}`, body: { grade, day: on } })
const due = async (on: string) => (await request({ path: '/due', query: { day: on } })).body

test('intervals grow with good answers', async () => {
  await add('Hund')
  equal((await review(1, 4)).body.due, '2026-11-21')
  equal((await review(1, 4, '2026-11-21')).body.due, '2026-11-27')
  const { body } = await review(1, 5, '2026-11-27')
  equal([body.interval, body.due, body.ease, body.reviews], [15, '2026-12-12', 2.6, 3])
})

test('a failure starts the card again and makes it harder', async () => {
  await add('Hund')
  for (const grade of [4, 4, 4]) await review(1, grade)
  const { body } = await review(1, 1)
  equal([body.interval, body.due, body.ease], [1, '2026-11-21', 1.96])
  for (let i = 0; i < 9; i++) await review(1, 0)
  equal((await review(1, 0)).body.ease, 1.3)
})

test('due cards come longest overdue first, and cards do not mix', async () => {
  await add('new', '2026-11-20')
  await add('old', '2026-11-01')
  await review(1, 4)
  equal(
    (await due(day)).cards.map((card: { front: string }) => card.front),
    ['old'],
  )
  const { due: count, total } = await due('2026-12-24')
  equal([count, total], [2, 2])
})

test('a number is never given twice', async () => {
  await add('a')
  equal((await request({ method: 'DELETE', path: '/cards/1' })).body.front, 'a')
  equal((await add('b')).body.id, 2)
  equal((await request({ path: '/cards/1' })).status, 404)
})

test('hostile text is kept as it is', async () => {
  const front = '<script>"$&__proto__'
  equal((await add(front)).body.front, front)
  equal((await request({ path: '/cards/1' })).body.front, front)
  equal((await add(front)).status, 409)
})

test('cards, grades and days that cannot be are refused', async () => {
  await add('Hund')
  for (const grade of [-1, 6, 2.5, '4', null]) equal((await review(1, grade)).status, 400)
  for (const on of ['2026-02-30', '', 'x'.repeat(500), '__proto__'])
    equal((await review(1, 4, on)).status, 400)
  equal((await add('')).status, 400)
  equal((await add('x'.repeat(201))).status, 400)
  equal((await request({ path: '/due' })).status, 400)
  equal((await request({ path: '/cards/1' })).body.reviews, 0)
})
