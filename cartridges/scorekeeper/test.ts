const post = (path: string, body: Json) => request({ method: 'POST', path, body })
const drop = (path: string) => request({ method: 'DELETE', path })
type Row = { rank: number; player: string; total: number }
const lines = (rows: Row[]) => rows.map(({ rank, player, total }) => `${rank} ${player} ${total}`)

test('rounds add up and equal totals share a rank', async () => {
  await post('/skat', { players: ['Ada', 'Bob', 'Cyd'] })
  await post('/skat/rounds', { scores: [10, 20, -5] })
  await post('/skat/rounds', { scores: [10, 0, 5] })
  const { body } = await request({ path: '/skat' })
  equal(lines(body.standings), ['1 Ada 20', '1 Bob 20', '3 Cyd 0'])
  equal([body.rounds, body.winners], [2, []])
})

test('games do not mix', async () => {
  for (const game of ['a', 'b']) await post(`/${game}`, { players: ['Ada', 'Bob'] })
  await post('/a/rounds', { scores: [1, 2] })
  equal((await request({ path: '/b' })).body.rounds, 0)
})

test('the target ends the game until the round is taken back', async () => {
  await post('/race', { players: ['Ada', 'Bob'], target: 50 })
  equal((await post('/race/rounds', { scores: [50, 49] })).body.winners, ['Ada'])
  equal((await post('/race/rounds', { scores: [1, 1] })).status, 409)
  equal((await drop('/race/rounds')).body.winners, [])
  equal((await drop('/race/rounds')).status, 409)
})

test('a game that counts low is won by the lowest', async () => {
  await post('/hearts', { players: ['Ada', 'Bob'], target: 100, best: 'low' })
  equal((await post('/hearts/rounds', { scores: [100, 26] })).body.winners, ['Bob'])
})

test('hostile names are only names', async () => {
  const players = ['<script>"$&', '__proto__']
  const { body } = await post('/odd', { players })
  equal(
    body.standings.map((row: Row) => row.player),
    players,
  )
})

test('games and rounds that cannot be are refused', async () => {
  for (const body of [
    null,
    { players: ['Ada'] },
    { players: ['Ada', 'Ada '] },
    { players: ['Ada', 5] },
    { players: ['Ada', 'Bob'], target: 0 },
    { players: ['Ada', 'Bob'], best: 'most' },
  ] as Json[])
    equal((await post('/bad', body)).status, 400, JSON.stringify(body))
  await post('/skat', { players: ['Ada', 'Bob'] })
  for (const scores of [[1], [1, 2, 3], [1, '2'], [1, 0.5], 'x', null] as Json[])
    equal((await post('/skat/rounds', { scores })).status, 400, JSON.stringify(scores))
  equal((await post('/skat', { players: ['Ada', 'Bob'] })).status, 409)
  equal((await post('/__proto__/rounds', { scores: [] })).status, 400)
  equal((await drop('/skat')).status, 200)
  equal((await request({ path: '/skat' })).status, 404)
})
