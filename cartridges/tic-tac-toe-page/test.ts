const look = (board: Json) => request({ method: 'POST', body: { board } })

test('it takes a win at once and blocks one otherwise', async () => {
  equal((await look('XX.OO....')).body.best, 2)
  equal((await look('XX..O....')).body.best, 2)
  equal((await look('XX.OO...X')).body.best, 2 + 3)
})

test('the game is a draw, and a corner answered at the side is lost', async () => {
  equal((await look('.........')).body.outcome, 'draw')
  equal((await look('XO.......')).body.outcome, 'X')
})

test('a finished game has no move', async () => {
  equal((await look('XXXOO....')).body, { over: 'X has won', turn: null, best: null, outcome: 'X' })
  equal((await look('XOXXOOOXX')).body, {
    over: 'a draw',
    turn: null,
    best: null,
    outcome: 'draw',
  })
})

test('it never loses, whichever way chance plays against it', async () => {
  let seed = 1
  for (let game = 0; game < 2; game++) {
    let board = '.........'
    let answer = await look(board)
    while (answer.status === 200 && answer.body.over === null) {
      const free = Array.from(board, (_, at) => at).filter((at) => board[at] === '.')
      seed = (seed * 16807) % 2147483647
      const at = answer.body.turn === 'O' ? answer.body.best : free[seed % free.length]
      board = board.slice(0, at) + answer.body.turn + board.slice(at + 1)
      answer = await look(board)
    }
    equal(answer.status, 200)
    ok(answer.body.outcome !== 'X', board)
  }
})

test('whoever plays O finds the first move made', async () => {
  const { status, body } = await request({ method: 'GET', query: { you: 'O' } })
  equal(status, 200)
  match(body, /"board":"[.]*X[.]*","first":"O"/)
})

test('boards that no game leads to are refused', async () => {
  for (const board of [
    'OOO......',
    'XX.......',
    'XXXOOO...',
    'X',
    'xo.......',
    '<script>.',
    null,
    9,
  ]) {
    const answer = await look(board)
    equal(answer.status, 400, String(board))
    match(answer.body.hint, /X moves first/)
  }
  equal((await request({ method: 'GET', query: { you: '</script>' } })).status, 400)
})
