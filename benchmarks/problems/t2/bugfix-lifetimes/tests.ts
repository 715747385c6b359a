example(() => {
  const board = new solution.Board(2)
  board.set(0, 5)
  const save = board.save()
  board.set(1, 7)
  board.load(save)
  return [save, board.cells()]
}, [0, [5, 0]])
example(() => {
  const board = new solution.Board(1)
  board.save()
  board.set(0, 3)
  return [board.save(), board.cells()]
}, [1, [3]])
exampleThrows(() => new solution.Board(1).load(0))
example(() => {
  const board = new solution.Board(1)
  const save = board.save()
  board.load(save)
  board.set(0, 9)
  board.load(save)
  return board.cells()
}, [0])

check(
  'a save can be loaded twice',
  () => {
    const board = new solution.Board(3)
    board.set(2, 1)
    const save = board.save()
    board.load(save)
    board.set(2, 9)
    board.set(0, 8)
    board.load(save)
    equal(board.cells(), [0, 0, 1])
  },
  1,
)
check(
  'saves are apart',
  () => {
    const board = new solution.Board(2)
    board.save()
    board.set(0, 1)
    board.save()
    board.load(0)
    board.set(1, 2)
    board.load(1)
    equal(board.cells(), [1, 0])
  },
  1,
)
check(
  'unknown saves',
  () => {
    const board = new solution.Board(1)
    board.save()
    throws(() => board.load(1))
    throws(() => board.load(-1))
  },
  1,
)
check(
  'does what copies do',
  (random) => {
    const board = new solution.Board(3)
    let cells = [0, 0, 0]
    const saves: number[][] = []
    for (let step = 0; step < 12; step++) {
      const action = random.int(0, 3)
      if (action < 2) {
        const at = random.int(0, 2)
        board.set(at, step)
        cells = cells.with(at, step)
      } else if (action === 2) {
        equal(board.save(), saves.length)
        saves.push(cells)
      } else if (saves.length > 0) {
        const save = random.int(0, saves.length - 1)
        board.load(save)
        cells = saves[save] ?? []
      }
    }
    equal(board.cells(), cells)
  },
  9,
)
