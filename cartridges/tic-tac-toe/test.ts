type State = { board: string; cursor: number; message: string }
const fresh: State = { board: '.........', cursor: 4, message: '' }
const step = (state: Json, pressed: Json, pointer: Json = null) =>
  request({ method: 'POST', body: { state, input: { keys: [], pressed, pointer } } })
const press = async (state: State, ...keys: string[]): Promise<State> =>
  (await step(state, keys)).body.state

test('a stone is set and answered', async () => {
  const state = await press(fresh, 'Enter')
  equal([state.board, state.message], ['O...X....', 'Your turn'])
})

test('the cursor stays on the board', async () => {
  equal((await press({ ...fresh, cursor: 0 }, 'ArrowUp')).cursor, 0)
  equal((await press({ ...fresh, cursor: 2 }, 'ArrowRight')).cursor, 2)
  equal((await press(fresh, 'ArrowDown')).cursor, 7)
})

test('a click sets where it points', async () => {
  const { state } = (await step(fresh, [], { x: 16.4, y: 0, down: true })).body
  equal(state.board, '..X.O....')
})

test('no line of play beats the computer', async () => {
  let games = 0
  const play = async (board: string, depth: number): Promise<void> => {
    for (let at = 0; at < 9; at++) {
      if (board.charAt(at) !== '.') continue
      // The first stone is tried everywhere, later ones on the first and the last free square.
      if (depth > 0 && at !== board.indexOf('.') && at !== board.lastIndexOf('.')) continue
      const state = await press({ board, cursor: at, message: '' }, 'Enter')
      ok(!state.message.startsWith('You win'), board)
      if (state.message === 'Your turn') await play(state.board, depth + 1)
      else games++
    }
  }
  await play('.........', 0)
  ok(games > 20, String(games))
})

test('it wins when it can, and Enter starts again', async () => {
  const won = await press({ board: 'OO.XX.X..', cursor: 8, message: '' }, 'Enter')
  match(won.message, /^I win/)
  equal((await press(won, 'Enter')).board, '.........')
})

test('a taken square is left alone', async () => {
  equal((await press({ board: 'O...X....', cursor: 0, message: '' }, 'Enter')).board, 'O...X....')
})

test('the picture is a square of known colours', async () => {
  const { frame } = (await step(fresh, ['Enter'])).body
  equal(frame.rows.length, 17)
  for (const row of frame.rows)
    ok(row.length === 17 && [...row].every((pixel: string) => pixel in frame.palette))
})

test('states that cannot be are refused', async () => {
  for (const state of [
    null,
    'text',
    { ...fresh, board: 'XXX......' },
    { ...fresh, board: '<script>!' },
    { ...fresh, cursor: 9 },
    { ...fresh, message: 'x'.repeat(61) },
  ])
    equal((await step(state, [])).status, 400, JSON.stringify(state))
  equal((await step({ ...fresh }, 'Enter')).status, 400)
  equal((await step({ ...fresh }, [], { x: 99, y: 0, down: true })).status, 400)
})
