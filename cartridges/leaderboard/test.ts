const play = async (board: string, player: string, score: Json, query = {}) =>
  request({ method: 'POST', path: `/${board}`, body: { player, score }, query })
const rowsOf = async (path: string, query = {}): Promise<string[]> =>
  (await request({ path, query })).body.rows.map(
    (row: { rank: number; player: string }) => `${row.rank} ${row.player}`,
  )

test('equal scores share a rank, and who was first stands first', async () => {
  for (const [player, score] of [
    ['ada', 5],
    ['bob', 9],
    ['cyd', 9],
    ['dan', 1],
  ] as const)
    await play('snake', player, score)
  equal(await rowsOf('/snake'), ['1 bob', '1 cyd', '3 ada', '4 dan'])
})

test('only a better score counts', async () => {
  await play('snake', 'ada', 5)
  equal((await play('snake', 'ada', 3)).body, {
    board: 'snake',
    player: 'ada',
    best: 5,
    isRecord: false,
    rank: 1,
    players: 1,
  })
  equal((await play('snake', 'ada', 6)).body.best, 6)
})

test('two boards do not mix, and one may count low', async () => {
  await play('race', 'ada', 50, { best: 'low' })
  await play('race', 'bob', 40)
  await play('snake', 'ada', 1)
  equal(await rowsOf('/race'), ['1 bob', '2 ada'])
  equal(await rowsOf('/snake'), ['1 ada'])
})

test('a player sees the neighbours', async () => {
  for (let i = 0; i < 9; i++) await play('snake', `p${i}`, i)
  equal(await rowsOf('/snake', { around: 'p5' }), ['2 p7', '3 p6', '4 p5', '5 p4', '6 p3'])
  equal(await rowsOf('/snake', { top: '1' }), ['1 p8'])
})

test('hostile names are only names', async () => {
  for (const player of ['__proto__', '<script>"$&', 'constructor']) await play('snake', player, 1)
  equal((await rowsOf('/snake')).length, 3)
})

test('bad scores, names and boards are refused', async () => {
  for (const score of ['9', null, true]) equal((await play('snake', 'ada', score)).status, 400)
  for (const player of ['', '  ', 'a\nb', 'x'.repeat(41)])
    equal((await play('snake', player, 1)).status, 400)
  equal((await play('Snake!', 'ada', 1)).status, 400)
  equal((await request({ path: '/snake' })).status, 404)
  await play('snake', 'ada', 1)
  equal((await request({ path: '/snake', query: { top: '0' } })).status, 400)
})
