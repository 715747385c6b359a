// Tic-tac-toe against a computer that never loses. The player is X. Each square is 5 x 5 pixels with a
// line between; the state between two steps is all there is to a game.

type State = { board: string; cursor: number; message: string }
type Input = {
  keys: string[]
  pressed: string[]
  pointer: { x: number; y: number; down: boolean } | null
}

/** One step: moves the cursor, sets an X where it is allowed, answers with an O, and draws. */
export function tick(state: State, { pressed, pointer }: Input): { state: State; frame: Frame } {
  const lines = [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
    [0, 3, 6],
    [1, 4, 7],
    [2, 5, 8],
    [0, 4, 8],
    [2, 4, 6],
  ]
  const lineOf = (board: string, stone: string) =>
    lines.find((line) => line.every((at) => board.charAt(at) === stone))
  const set = (board: string, at: number, stone: string) =>
    board.slice(0, at) + stone + board.slice(at + 1)
  const free = (board: string) => [...board].flatMap((stone, at) => (stone === '.' ? [at] : []))
  /** What the board is worth to O; quick wins and late losses are worth more. */
  const worth = (board: string, stone: string): number => {
    if (lineOf(board, 'O')) return 1 + free(board).length
    if (lineOf(board, 'X')) return -1 - free(board).length
    const worths = free(board).map((at) => worth(set(board, at, stone), stone === 'O' ? 'X' : 'O'))
    if (worths.length === 0) return 0
    return stone === 'O' ? Math.max(...worths) : Math.min(...worths)
  }
  const reply = (board: string) => {
    const places = free(board)
    // The first answer is known: the centre, or a corner when that is taken. Later ones are searched.
    if (places.length === 8) return board.charAt(4) === '.' ? 4 : 0
    return places.reduce(
      (best, at) => {
        const value = worth(set(board, at, 'O'), 'X')
        return value > best.value ? { at, value } : best
      },
      { at: -1, value: Number.NEGATIVE_INFINITY },
    ).at
  }
  const isOver = (board: string) =>
    Boolean(lineOf(board, 'X') || lineOf(board, 'O')) || free(board).length === 0

  let { board, cursor, message } = state
  const isSetKey = pressed.includes('Enter') || pressed.includes(' ')
  for (const key of pressed) {
    if (key === 'ArrowLeft' && cursor % 3 > 0) cursor -= 1
    if (key === 'ArrowRight' && cursor % 3 < 2) cursor += 1
    if (key === 'ArrowUp' && cursor > 2) cursor -= 3
    if (key === 'ArrowDown' && cursor < 6) cursor += 3
  }
  const isClick = pointer?.down === true
  if (isClick) cursor = Math.floor(pointer.y / 6) * 3 + Math.floor(pointer.x / 6)
  if (isOver(board)) {
    // A held pointer must not start the next game, so only a key does.
    if (isSetKey) {
      board = '.........'
      message = 'Your turn'
    }
  } else if ((isClick || isSetKey) && board.charAt(cursor) === '.') {
    board = set(board, cursor, 'X')
    if (!isOver(board)) board = set(board, reply(board), 'O')
    const result = lineOf(board, 'X') ? 'You win' : lineOf(board, 'O') ? 'I win' : 'A draw'
    message = isOver(board) ? `${result}. Enter plays again.` : 'Your turn'
  }

  const shapes: { readonly [stone: string]: readonly string[] } = {
    X: ['X...X', '.X.X.', '..X..', '.X.X.', 'X...X'],
    O: ['.OOO.', 'O...O', 'O...O', 'O...O', '.OOO.'],
  }
  const winning = lineOf(board, 'X') ?? lineOf(board, 'O') ?? []
  const rows = Array.from({ length: 17 }, (_, y) =>
    Array.from({ length: 17 }, (_, x) => {
      if (x % 6 === 5 || y % 6 === 5) return '#'
      const at = Math.floor(y / 6) * 3 + Math.floor(x / 6)
      const pixel = (shapes[board.charAt(at)]?.[y % 6] ?? '.....').charAt(x % 6)
      if (pixel === '.') return at === cursor ? 'c' : '.'
      return winning.includes(at) ? 'w' : pixel
    }).join(''),
  )
  const palette = {
    '.': '#10141c',
    '#': '#4a5568',
    c: '#232c3d',
    X: '#7dd3fc',
    O: '#fda4af',
    w: '#fde047',
  }
  return { state: { board, cursor, message }, frame: { rows, palette, text: message } }
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function stateOf(value: Json | undefined): State | null {
  if (!isObject(value)) return null
  const { board, cursor, message } = value
  if (typeof board !== 'string' || !/^[.XO]{9}$/.test(board) || typeof message !== 'string')
    return null
  const lead = board.split('X').length - board.split('O').length
  const isCursor =
    typeof cursor === 'number' && Number.isInteger(cursor) && cursor >= 0 && cursor <= 8
  return isCursor && Math.abs(lead) <= 1 && message.length <= 60 ? { board, cursor, message } : null
}

function inputOf(value: Json | undefined): Input | null {
  if (!isObject(value)) return null
  const { keys, pressed, pointer = null } = value
  if (!Array.isArray(keys) || !Array.isArray(pressed) || pressed.length > 20) return null
  const texts = { keys: keys.map(String), pressed: pressed.map(String) }
  if (pointer === null) return { ...texts, pointer }
  if (!isObject(pointer)) return null
  const { x, y, down } = pointer
  const isInside = (at: Json | undefined): at is number =>
    typeof at === 'number' && at >= 0 && at < 17
  if (!isInside(x) || !isInside(y) || typeof down !== 'boolean') return null
  return { ...texts, pointer: { x, y, down } }
}

export async function handle({ method, query, body }: Request): Promise<Response> {
  const hint =
    'POST {"state": {"board": ".........", "cursor": 4, "message": ""}, "input": {"keys": [], "pressed": ["ArrowLeft", "Enter"], "pointer": null}}'
  if (method === 'GET') {
    const board = query.first === 'computer' ? 'O........' : '.........'
    const help = 'Arrow keys and Enter, or a click.'
    const state = { board, cursor: 4, message: 'Your turn' }
    const answer = await call('canvas-page', {
      method: 'POST',
      body: { title: 'Tic-tac-toe', tick: String(tick), state, fps: 15, scale: 20, help },
    })
    return { ...answer, headers: { 'content-type': 'text/html; charset=utf-8' } }
  }
  const given = isObject(body) ? body : {}
  const state = stateOf(given.state)
  if (!state)
    return { status: 400, body: { error: '"state" must be a board of nine with its cursor', hint } }
  const input = inputOf(given.input)
  if (!input)
    return { status: 400, body: { error: '"input" must be {keys, pressed, pointer}', hint } }
  const { state: next, frame } = tick(state, input)
  const { rows, palette, text = '' } = frame
  return { body: { state: next, frame: { rows: [...rows], palette: { ...palette }, text } } }
}
