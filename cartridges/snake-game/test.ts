type State = { [name: string]: Json }
const base = { size: 6, snake: [14, 13, 12], heading: 'right', apple: 0, seed: 1, over: false }
const play = async (state: State, pressed: string[] = []) =>
  (await request({ method: 'POST', body: { state, input: { pressed } } })).body

test('the snake moves one cell and keeps its length', async () => {
  equal((await play(base)).state.snake, [15, 14, 13])
})

test('the last key counts, and nobody turns back into the neck', async () => {
  equal((await play(base, ['ArrowUp', 'ArrowDown'])).state.snake, [20, 14, 13])
  equal((await play(base, ['ArrowLeft'])).state.snake, [15, 14, 13])
  equal((await play(base, ['ArrowUp', 'ArrowLeft'])).state.heading, 'up')
})

test('an apple lengthens the snake and another lies on a free cell', async () => {
  const { state, frame } = await play({ ...base, apple: 15 })
  equal(state.snake, [15, 14, 13, 12])
  ok(!state.snake.includes(state.apple) && state.apple >= 0 && state.apple < 36)
  equal(frame.text, 'Length 4')
})

test('walls and the own body end the game, and then nothing moves', async () => {
  const { state } = await play({ ...base, snake: [17, 16] })
  equal([state.over, state.snake], [true, [17, 16]])
  equal((await play(state, ['ArrowUp'])).state, state)
  const coil = { ...base, snake: [14, 20, 21, 15, 9], heading: 'up' }
  equal((await play(coil, ['ArrowRight'])).state.over, true)
})

test('the cell that the tail leaves may be entered', async () => {
  const ring = { ...base, snake: [14, 20, 21, 15], heading: 'up' }
  equal((await play(ring, ['ArrowRight'])).state.snake, [15, 14, 20, 21])
})

test('a full field is won', async () => {
  const row = (y: number) => Array.from({ length: 6 }, (_, x) => y * 6 + (y % 2 === 0 ? x : 5 - x))
  const all = [0, 1, 2, 3, 4, 5].flatMap(row)
  const { state, frame } = await play({ ...base, snake: all.slice(1), heading: 'left', apple: 0 })
  equal([state.apple, state.over], [-1, true])
  match(frame.text, /all is eaten/)
})

test('a seed gives one first state and the page plays it', async () => {
  const first = await request({ path: '/start', query: { size: '8', seed: '5' } })
  equal(first.body.snake, [34, 33])
  equal((await play(first.body)).state.snake, [35, 34])
  const page = await request({ query: { size: '8', seed: '5' } })
  equal(page.headers['content-type'], 'text/html; charset=utf-8')
  ok(page.body.includes(JSON.stringify(first.body)))
})

test('bad states, inputs and hostile queries are refused', async () => {
  for (const body of [
    null,
    { state: base },
    { state: base, input: { pressed: [1] } },
    { state: base, input: { pressed: Array(9).fill('a') } },
    { state: { ...base, snake: [] }, input: { pressed: [] } },
    { state: { ...base, snake: [36] }, input: { pressed: [] } },
    { state: { ...base, snake: [1, 1] }, input: { pressed: [] } },
    { state: { ...base, heading: '__proto__' }, input: { pressed: [] } },
    { state: { ...base, size: 1e9 }, input: { pressed: [] } },
  ] as Json[])
    equal((await request({ method: 'POST', body })).status, 400, JSON.stringify(body))
  equal((await request({ query: { size: '<script>' } })).status, 400)
  equal((await request({ query: { seed: '-1' } })).status, 400)
  equal((await play(base, ['__proto__', 'constructor'])).state.snake, [15, 14, 13])
})
