const start = (more: { [field: string]: Json } = {}, name = 'friday') =>
  request({
    method: 'POST',
    path: `/${name}`,
    body: { players: ['Ada', 'Bob'], rounds: 3, seed: 7, category: 'computing', ...more },
  })
const reply = (player: string, choice: Json) =>
  request({ method: 'POST', path: '/friday/answers', body: { player, choice } })
const skip = () => request({ method: 'POST', path: '/friday/skip' })
const look = async () => (await request({ path: '/friday' })).body

/** Plays each round once to learn the right choices of a seed, then starts the same game again. */
async function learn(rounds: number): Promise<number[]> {
  const rights: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { choices } = (await look()).question
    rights.push(choices.indexOf((await skip()).body.last.right))
  }
  await start({ rounds })
  return rights
}

test('a seed asks the same again, another seed asks differently', async () => {
  const first = (await start()).body.question
  await skip()
  for (let n = 0; n < 2; n++) await skip()
  equal((await start()).body.question, first)
  const asked = new Set<string>()
  for (let seed = 0; seed < 12; seed++)
    asked.add((await start({ seed }, `g${seed}`)).body.question.ask)
  ok(asked.size >= 4, String(asked.size))
})

test('the first right answer earns most, and streaks a little more', async () => {
  await start()
  const [one = 0, two = 0] = await learn(3)
  await reply('Bob', one)
  const { last } = (await reply('Ada', one)).body
  equal(last.gains, [
    { player: 'Bob', choice: last.right, points: 150 },
    { player: 'Ada', choice: last.right, points: 125 },
  ])
  await reply('Ada', two)
  const { standing } = (await reply('Bob', (two + 1) % 4)).body
  equal(standing, [
    { player: 'Ada', score: 285, streak: 2, right: 2 },
    { player: 'Bob', score: 150, streak: 0, right: 1 },
  ])
})

test('a round waits for all, and the right answer is told only then', async () => {
  await start()
  const { waiting, last, round } = (await reply('Ada', 0)).body
  equal([waiting, last, round], [['Bob'], null, 1])
  equal((await reply('Ada', 1)).status, 409)
  const after = (await skip()).body
  equal([after.round, after.last.gains[1]], [2, { player: 'Bob', choice: null, points: 0 }])
})

test('the game ends with its winners and may be played again', async () => {
  await start({ rounds: 1 })
  const [right = 0] = await learn(1)
  await reply('Bob', (right + 1) % 4)
  const end = (await reply('Ada', right)).body
  equal([end.phase, end.winners, end.question], ['over', ['Ada'], null])
  equal((await reply('Ada', 0)).status, 409)
  equal((await start()).status, 201)
  equal((await start()).status, 409)
})

test('every question has four different choices, and all come up', async () => {
  let asked = 0
  for (const category of ['science', 'geography', 'history', 'arts', 'computing']) {
    const seen = new Set<string>()
    let game = (await start({ category, rounds: 8 })).body
    while (game.phase === 'asking') {
      const { ask, choices } = game.question
      seen.add(ask)
      equal(new Set(choices).size, 4, ask)
      game = (await skip()).body
      ok(choices.includes(game.last.right), ask)
    }
    asked += seen.size
  }
  equal(asked, 40)
})

test('chance draws a seed when none is given', async () => {
  const { status, body } = await request({
    method: 'POST',
    path: '/open',
    body: { players: ['Ada'] },
  })
  equal([status, body.rounds, body.question.choices.length], [201, 5, 4])
})

test('hostile players are only names', async () => {
  await start({ players: ['__proto__', 'constructor'] })
  equal((await look()).waiting, ['__proto__', 'constructor'])
  equal((await reply('__proto__', 0)).body.waiting, ['constructor'])
  equal((await reply('toString', 0)).status, 400)
  equal((await start({ players: ['<script>'] }, 'x')).status, 400)
})

test('games and answers that cannot be are refused', async () => {
  const cases: { [field: string]: Json }[] = [
    { players: [] },
    { players: 'Ada' },
    { players: ['Ada', 'Ada'] },
    { players: ['a b'] },
    { players: Array.from({ length: 13 }, (_, n) => `p${n}`) },
    { rounds: 0 },
    { rounds: 9 },
    { rounds: '3' },
    { category: 'sport' },
    { category: '__proto__' },
    { seed: -1 },
    { seed: 1.5 },
    { seed: '7' },
  ]
  for (const more of cases) {
    const answer = await start(more)
    equal(answer.status, 400, JSON.stringify(more))
    match(answer.body.hint, /"players"/)
  }
  equal((await request({ method: 'POST', path: '/x', body: null })).status, 400)
  for (const name of ['', 'A', 'a/b', '__proto__']) equal((await start({}, name)).status, 400)
  equal((await request({ path: '/none' })).status, 404)
  await start()
  for (const choice of [-1, 4, 1.5, '1', null]) equal((await reply('Ada', choice)).status, 400)
  equal((await reply('Cyd', 0)).status, 400)
})
