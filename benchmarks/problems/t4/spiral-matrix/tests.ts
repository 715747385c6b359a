example(
  () => solution.spiral(2, 2, 0, 0),
  [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ],
)
example(
  () => solution.spiral(1, 4, 0, 2),
  [
    [0, 2],
    [0, 3],
    [0, 1],
    [0, 0],
  ],
)
example(
  () => solution.spiral(3, 3, 1, 1),
  [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 1],
    [2, 0],
    [1, 0],
    [0, 0],
    [0, 1],
    [0, 2],
  ],
)

/** The walk as a text of directions. */
const walk = Array.from({ length: 9 }, (_, turn) => {
  const [odd, even] = [2 * turn + 1, 2 * turn + 2]
  return '>'.repeat(odd) + 'v'.repeat(odd) + '<'.repeat(even) + '^'.repeat(even)
}).join('')
const slow = (rows: number, columns: number, row: number, column: number) => {
  const cells: [number, number][] = []
  let [r, c] = [row, column]
  for (const direction of `${walk}.`) {
    if (r >= 0 && r < rows && c >= 0 && c < columns) cells.push([r, c])
    r += direction === 'v' ? 1 : direction === '^' ? -1 : 0
    c += direction === '>' ? 1 : direction === '<' ? -1 : 0
  }
  return cells
}

check('one cell', () => equal(solution.spiral(1, 1, 0, 0), [[0, 0]]), 1)
check(
  'one column',
  () =>
    equal(solution.spiral(4, 1, 1, 0), [
      [1, 0],
      [2, 0],
      [0, 0],
      [3, 0],
    ]),
  1,
)
check(
  'from every corner',
  () => {
    for (const row of [0, 2])
      for (const column of [0, 3])
        equal(solution.spiral(3, 4, row, column), slow(3, 4, row, column))
  },
  1,
)
check(
  'agrees with a walk along a text',
  (random) => {
    const [rows, columns] = [random.int(1, 6), random.int(1, 6)]
    const [row, column] = [random.int(0, rows - 1), random.int(0, columns - 1)]
    equal(solution.spiral(rows, columns, row, column), slow(rows, columns, row, column))
  },
  15,
)
