const make = (id: string, body: Json = { question: 'Lunch?', options: ['Soup', 'Pasta'] }) =>
  request({ method: 'POST', path: `/${id}`, body })
const vote = (id: string, voter: string, choices: Json) =>
  request({ method: 'POST', path: `/${id}/votes`, body: { voter, choices } })

test('votes are counted and may be changed', async () => {
  await make('lunch')
  await vote('lunch', 'ada', [0])
  await vote('lunch', 'bob', [0])
  const { body } = await vote('lunch', 'ada', [1])
  equal([body.voters, body.mine], [2, [1]])
  equal(
    body.results.map((row: { votes: number }) => row.votes),
    [1, 1],
  )
})

test('two polls do not mix', async () => {
  await make('lunch')
  await make('dinner')
  await vote('lunch', 'ada', [0])
  equal((await request({ path: '/dinner' })).body.voters, 0)
})

test('results hide until one has voted or the poll is closed', async () => {
  await make('lunch')
  await vote('lunch', 'ada', [1])
  equal((await request({ path: '/lunch', query: { voter: 'bob' } })).body.results, null)
  await request({ method: 'POST', path: '/lunch/close' })
  equal((await request({ path: '/lunch' })).body.results[1], {
    option: 'Pasta',
    votes: 1,
    percent: 100,
    leads: true,
  })
  equal((await vote('lunch', 'bob', [0])).status, 409)
})

test('approval polls take several', async () => {
  await make('days', { question: 'When?', options: ['Mo', 'Tu', 'We'], many: true })
  equal((await vote('days', 'ada', [0, 2])).body.results[2].percent, 100)
  await make('lunch')
  equal((await vote('lunch', 'ada', [0, 1])).status, 400)
})

test('hostile voters are only names', async () => {
  await make('lunch')
  equal((await vote('lunch', '__proto__', [0])).body.voters, 1)
  equal((await vote('lunch', 'constructor', [0])).body.voters, 2)
  equal((await vote('lunch', '<script>', [0])).status, 400)
})

test('bad polls and votes are refused', async () => {
  for (const body of [
    null,
    { question: '', options: ['a', 'b'] },
    { question: 'q', options: ['a'] },
    { question: 'q', options: ['A', 'a '] },
    { question: 'q', options: ['a', 'b'], many: 1 },
  ] as Json[])
    equal((await make('bad', body)).status, 400)
  await make('lunch')
  for (const choices of [[2], [-1], [0.5], [], 'x', [[0]]] as Json[])
    equal((await vote('lunch', 'ada', choices)).status, 400, JSON.stringify(choices))
  equal((await make('lunch')).status, 409)
  equal((await vote('none', 'ada', [0])).status, 404)
})
