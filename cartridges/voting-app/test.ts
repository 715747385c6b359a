const count = async (ballots: string[], options = ['A', 'B', 'C']) =>
  (
    await request({
      method: 'POST',
      body: { options, ballots: ballots.map((ballot) => Array.from(ballot)) },
    })
  ).body

test('more than half of the first ranks wins at once', async () => {
  equal(await count(['A', 'AB', 'B']), {
    ballots: 3,
    winner: 'A',
    rounds: [{ votes: { A: 2, B: 1, C: 0 }, exhausted: 0, out: null }],
    champion: 'A',
  })
})

test('ballots of the one that is struck out go to their next rank', async () => {
  const { winner, rounds } = await count(['AB', 'AB', 'BC', 'BC', 'CB'])
  equal([winner, rounds.length, rounds[0].out, rounds[1].votes], ['B', 2, 'C', { A: 2, B: 3 }])
})

test('a ballot with nobody left counts no more', async () => {
  const { winner, rounds } = await count(['A', 'A', 'B', 'B', 'B', 'C', 'C'])
  equal([winner, rounds[1].exhausted], ['B', 2])
})

test('who would win against each other alone may be somebody else', async () => {
  const { winner, champion } = await count([
    ...Array(4).fill('ABC'),
    ...Array(3).fill('CBA'),
    ...Array(2).fill('BCA'),
  ])
  equal([winner, champion], ['C', 'B'])
})

test('in a circle nobody beats all, and a tie falls the same way each time', async () => {
  const circle = await count(['ABC', 'BCA', 'CAB'])
  equal([circle.champion, circle.winner, circle.rounds[0].out], [null, 'A', 'C'])
  equal((await count(['A', 'B'], ['A', 'B'])).winner, 'A')
})

test('no ballots, no winner', async () => {
  equal(await count([]), { ballots: 0, winner: null, rounds: [], champion: null })
})

test('the page starts with the options of the query, whatever they are', async () => {
  const { status, headers, body } = await request({
    method: 'GET',
    query: { options: '</script>,"$&",constructor', title: '<b>Lunch?' },
  })
  equal([status, headers['content-type']], [200, 'text/html; charset=utf-8'])
  ok(body.includes('"options":["\\u003c/script>","\\"$&\\"","constructor"]'))
  ok(body.includes('<h1>&#60;b&#62;Lunch?</h1>'))
})

test('votes that cannot be are refused', async () => {
  const options = ['A', 'B']
  const cases: Json[] = [
    null,
    [],
    { options: ['A'], ballots: [] },
    { options: ['A', 'A '], ballots: [] },
    { options: ['A', ''], ballots: [] },
    { options: ['A', '__proto__'], ballots: [] },
    { options: Array.from({ length: 13 }, String), ballots: [] },
    { options },
    { options, ballots: [[]] },
    { options, ballots: [['C']] },
    { options, ballots: [['A', 'A']] },
    { options, ballots: ['A'] },
    { options, ballots: Array(501).fill(['A']) },
  ]
  for (const body of cases) {
    const answer = await request({ method: 'POST', body })
    equal(answer.status, 400, JSON.stringify(body)?.slice(0, 60))
    match(answer.body.hint, /"ballots"/)
  }
  equal((await request({ method: 'GET', query: { options: 'one' } })).status, 400)
})
