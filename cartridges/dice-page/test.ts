const roll = (notation: Json, seed: Json = 7) =>
  request({ method: 'POST', body: { notation, seed } })

test('a seed rolls the same dice again, another seed others', async () => {
  const first = (await roll('10d20', 1)).body
  equal((await roll('10d20', 1)).body, first)
  ok(String((await roll('10d20', 2)).body.dice) !== String(first.dice))
})

test('the total is the dice and what is added', async () => {
  const { dice, total } = (await roll('4d6-3')).body
  equal(dice.length, 4)
  equal(total, dice.reduce((sum: number, die: number) => sum + die, 0) - 3)
})

test('every face comes up about as often', async () => {
  const seen = [0, 0, 0, 0, 0, 0]
  for (let seed = 0; seed < 150; seed++)
    for (const die of (await roll('20d6', seed)).body.dice) seen[die - 1] = (seen[die - 1] ?? 0) + 1
  ok(Math.min(...seen) > 420 && Math.max(...seen) < 580, String(seen))
})

test('the chance is exact', async () => {
  const { total, atLeast } = (await roll('d6')).body
  equal(atLeast, Math.round(((7 - total) / 6) * 1e6) / 1e6)
  const two = (await roll('2d6')).body
  let ways = 0
  for (let a = 1; a <= 6; a++) for (let b = 1; b <= 6; b++) ways += a + b >= two.total ? 1 : 0
  equal(two.atLeast, Math.round((ways / 36) * 1e6) / 1e6)
})

test('the page starts with the dice of the query', async () => {
  const { status, body } = await request({ method: 'GET', query: { notation: '3d8+1' } })
  equal(status, 200)
  ok(body.includes('"state":{"notation":"3d8+1","history":[],"last":""}'))
})

test('what are no dice is refused', async () => {
  for (const notation of [
    '',
    '6',
    '0d6',
    '21d6',
    'd1',
    'd101',
    '2d6*2',
    'd6+1000',
    6,
    null,
    '<script>',
  ])
    equal((await roll(notation)).status, 400, String(notation))
  for (const seed of [-1, 1.5, '7', null, 2 ** 32]) equal((await roll('d6', seed)).status, 400)
  equal((await request({ method: 'POST', body: null })).status, 400)
  const hostile = await request({ method: 'GET', query: { notation: '</script>' } })
  equal([hostile.status, Object.keys(hostile.body)], [400, ['error', 'hint']])
})
