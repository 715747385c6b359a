// Tic-tac-toe against an opponent that searches the whole game and so never loses. A page on GET; POST
// answers the best move of any position.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { board: string; first: 'X' | 'O' }

function step(old: State, action: { type: string; index?: number }) {
  const lines: [number, number, number][] = [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
    [0, 3, 6],
    [1, 4, 7],
    [2, 5, 8],
    [0, 4, 8],
    [2, 4, 6],
  ]
  const winner = (board: string) => {
    for (const [a, b, c] of lines) {
      const mark = board[a] ?? '.'
      if (mark !== '.' && mark === board[b] && mark === board[c]) return mark
    }
    return null
  }
  const turn = (board: string) => (board.split('X').length === board.split('O').length ? 'X' : 'O')
  const put = (board: string, at: number) => board.slice(0, at) + turn(board) + board.slice(at + 1)
  const free = (board: string) => Array.from(board, (_, at) => at).filter((at) => board[at] === '.')
  /** What the side to move can force: above 0 it wins, and the sooner the higher. */
  const empty = '.........'
  // The whole tree below the empty board is known to be a draw, so it is never searched.
  const known = new Map([[empty, 0]])
  const worth = (board: string): number => {
    const seen = known.get(board)
    if (seen !== undefined) return seen
    const places = free(board)
    const value =
      winner(board) !== null
        ? -1 - places.length
        : places.length === 0
          ? 0
          : Math.max(...places.map((at) => -worth(put(board, at))))
    known.set(board, value)
    return value
  }
  const isOver = (board: string) => winner(board) !== null || free(board).length === 0
  const best = (board: string) => {
    if (isOver(board)) return null
    if (board === empty) return 4
    return free(board).reduce((a, b) => (worth(put(board, b)) < worth(put(board, a)) ? b : a))
  }
  const isLegal = (board: string) => {
    const [x, o] = [board.split('X').length, board.split('O').length]
    const won = winner(board)
    return (x === o && won !== 'X') || (x === o + 1 && won !== 'O')
  }

  let { board, first } = old
  const { type, index = -1 } = action
  const reply = () => {
    const at = best(board)
    if (at !== null) board = put(board, at)
  }
  if (type === 'new') {
    first = first === 'X' ? 'O' : 'X'
    board = empty
    if (first === 'O') reply()
  }
  if (type === 'play' && board[index] === '.' && !isOver(board)) {
    board = put(board, index)
    reply()
  }
  const won = winner(board)
  const forced = worth(board)
  const over = won ? `${won} has won` : free(board).length === 0 ? 'a draw' : null
  const side = turn(board)
  const other = side === 'X' ? 'O' : 'X'
  const result = {
    isLegal: isLegal(board),
    over,
    turn: over ? null : side,
    best: best(board),
    outcome: won ?? (forced === 0 ? 'draw' : forced > 0 ? side : other),
  }
  const cell = (mark: string, at: number): View => [
    'button',
    {
      class: 'big',
      disabled: mark !== '.' || over !== null,
      'aria-label': `Row ${Math.floor(at / 3) + 1}, column ${(at % 3) + 1}: ${mark === '.' ? 'free' : mark}`,
      on: { click: { type: 'play', index: at } },
    },
    mark === '.' ? '\u00a0' : mark,
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    ['p', { role: 'status' }, over ?? `You are ${side}: your move`],
    ['div', { class: 'grid' }, ...Array.from(board, cell)],
    ['button', { on: { click: { type: 'new' } } }, 'New game, other side'],
  ]
  return { state: { board, first }, view, result }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const hint = 'POST {"board": "X...O...."}: nine of X, O and dot, X moves first; GET ?you=O'
  if (method === 'POST') {
    const board = typeof body === 'object' && body !== null && 'board' in body ? body.board : null
    if (typeof board !== 'string' || !/^[XO.]{9}$/.test(board))
      return { status: 400, body: { error: '"board" must be nine of X, O and dot', hint } }
    const { isLegal, ...answer } = step({ board, first: 'X' }, { type: 'start' }).result
    if (!isLegal) return { status: 400, body: { error: 'no game leads to this board', hint } }
    return { body: answer }
  }
  const { you = 'X' } = query
  if (you !== 'X' && you !== 'O')
    return { status: 400, body: { error: '"you" must be X or O', hint } }
  const { state } = step({ board: '.........', first: you === 'X' ? 'O' : 'X' }, { type: 'new' })
  const made = await call('app-page', {
    method: 'POST',
    body: { title: 'Tic-tac-toe', lead: 'You can draw.', step: String(step), state },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
}
