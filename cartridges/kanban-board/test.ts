const post = (path: string, body: Json) => request({ method: 'POST', path, body })
const board = (name = 'b') =>
  post(`/${name}`, { columns: [{ name: 'Todo' }, { name: 'Doing', limit: 1 }, { name: 'Done' }] })
type Column = { cards: { id: number }[] }
const layout = (body: { columns: Column[] }) =>
  body.columns.map(({ cards }) => cards.map((card) => card.id))

test('cards go to the end of the first column and keep their places', async () => {
  await board()
  await post('/b/cards', { title: 'one' })
  await post('/b/cards', { title: 'two' })
  equal(layout((await post('/b/cards', { title: 'three', position: 0 })).body), [[3, 1, 2], [], []])
})

test('a full column takes no card and the card stays where it was', async () => {
  await board()
  await post('/b/cards', { title: 'one' })
  await post('/b/cards', { title: 'two' })
  equal((await post('/b/cards/1', { column: 'Doing' })).body.columns[1].full, true)
  equal((await post('/b/cards/2', { column: 'Doing' })).status, 409)
  equal(layout((await request({ path: '/b' })).body), [[2], [1], []])
})

test('a card may change its place within a full column and that is no move', async () => {
  await board()
  await post('/b/cards', { title: 'one', column: 'Doing' })
  const { body } = await post('/b/cards/1', { column: 'Doing', position: 0 })
  equal(body.columns[1].cards, [{ id: 1, title: 'one', moves: 0 }])
})

test('numbers are not used again and boards do not mix', async () => {
  await board()
  await board('c')
  await post('/b/cards', { title: 'one' })
  await request({ method: 'DELETE', path: '/b/cards/1' })
  equal(layout((await post('/b/cards', { title: 'two' })).body), [[2], [], []])
  equal(layout((await request({ path: '/c' })).body), [[], [], []])
})

test('hostile text is only text', async () => {
  await post('/b', { columns: [{ name: '__proto__' }, { name: '<script>' }] })
  const { body } = await post('/b/cards', { title: '"$&" </script>', column: '__proto__' })
  equal(body.columns[0].cards[0].title, '"$&" </script>')
})

test('what is wrong is refused with a hint', async () => {
  await board()
  const cases: [string, Json, number][] = [
    ['/', {}, 400],
    ['/b', { columns: [{ name: 'a' }, { name: 'b' }] }, 409],
    ['/c', { columns: [{ name: 'a' }] }, 400],
    ['/c', { columns: [{ name: 'a' }, { name: 'a ' }] }, 400],
    ['/c', { columns: [{ name: 'a' }, { name: 'b', limit: 0 }] }, 400],
    ['/b/cards', { title: ' ' }, 400],
    ['/b/cards', { title: 'a', column: 'None' }, 400],
    ['/b/cards', { title: 'a', position: -1 }, 400],
    ['/b/cards/9', { column: 'Done' }, 404],
  ]
  for (const [path, body, status] of cases) {
    const answer = await post(path, body)
    equal(answer.status, status, JSON.stringify(body))
    ok(answer.body.hint)
  }
})
