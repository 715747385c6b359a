example(
  () =>
    solution.solveSudoku([
      [1, 2, 3, 4],
      [3, 4, 0, 2],
      [2, 1, 4, 3],
      [4, 3, 2, 0],
    ]),
  [
    [1, 2, 3, 4],
    [3, 4, 1, 2],
    [2, 1, 4, 3],
    [4, 3, 2, 1],
  ],
)
example(
  () =>
    solution.solveSudoku([
      [1, 1, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]),
  null,
)
example(
  () =>
    solution.solveSudoku([
      [1, 2, 3, 0],
      [0, 0, 0, 4],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]),
  null,
)

const groups = (g: number[][]) => [
  ...g,
  ...[0, 1, 2, 3].map((c) => g.map((row) => row[c] ?? 0)),
  ...[0, 2].flatMap((r) =>
    [0, 2].map((c) => [...g[r]!.slice(c, c + 2), ...g[r + 1]!.slice(c, c + 2)]),
  ),
]
const isFull = (g: number[][]) => groups(g).every((group) => [...group].sort().join('') === '1234')
const rows = ['1234', '1243', '1324', '1342', '1423', '1432'].flatMap((start) =>
  [0, 1, 2, 3].map((turn) => [...(start.slice(turn) + start.slice(0, turn))].map(Number)),
)
/** All 288 full grids. */
const full: number[][] = []
const grow = (g: number[][]): void => {
  const clashes = (row: number[]) =>
    g.some((other) => other.some((digit, c) => digit === row[c])) ||
    (g.length % 2 === 1 && [0, 1].some((c) => g.at(-1)!.slice(0, 2).includes(row[c]!)))
  if (g.length === 4) full.push(g.flat())
  else for (const row of rows) if (!clashes(row)) grow([...g, row])
}
grow([])

const verify = (grid: number[][]) => {
  const given = [...grid.flat().entries()].filter(([, n]) => n !== 0)
  const fits = full.some((one) => given.every(([i, n]) => one[i] === n))
  const answer = solution.solveSudoku(grid)
  equal(answer !== null, fits, JSON.stringify(grid))
  if (!answer) return
  ok(isFull(answer), JSON.stringify(answer))
  ok(
    grid.every((row, r) => row.every((n, c) => n === 0 || n === answer[r]?.[c])),
    'given digits stay',
  )
}

check(
  'an empty grid',
  () =>
    verify([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]),
  1,
)
check(
  'a full grid',
  () =>
    verify([
      [1, 2, 3, 4],
      [3, 4, 1, 2],
      [2, 1, 4, 3],
      [4, 3, 2, 1],
    ]),
  1,
)
check(
  'a full grid with a fault',
  () =>
    verify([
      [1, 2, 3, 4],
      [3, 4, 1, 2],
      [2, 1, 4, 3],
      [4, 3, 1, 2],
    ]),
  1,
)
check(
  'rows and columns are right, boxes are not',
  () =>
    verify([
      [1, 2, 3, 4],
      [2, 3, 4, 1],
      [3, 4, 1, 2],
      [4, 1, 2, 3],
    ]),
  1,
)
check(
  'two of one digit in a column',
  () =>
    verify([
      [0, 0, 0, 2],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 2],
    ]),
  1,
)
check(
  'two of one digit in a box',
  () =>
    verify([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 3],
      [0, 0, 3, 0],
    ]),
  1,
)
check(
  'some cells of a full grid',
  (random) => {
    const cells = random.pick(full).map((n) => (random.bool(0.6) ? 0 : n))
    verify([0, 4, 8, 12].map((at) => cells.slice(at, at + 4)))
  },
  12,
)
check(
  'a few digits anywhere',
  (random) => {
    const cells = random.shuffle([1, 1, 2, 3, 4, ...Array.from({ length: 11 }, () => 0)])
    verify([0, 4, 8, 12].map((at) => cells.slice(at, at + 4)))
  },
  15,
)
