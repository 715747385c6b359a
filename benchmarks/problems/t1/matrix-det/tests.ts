example(() => solution.determinant([[7]]), 7)
example(
  () =>
    solution.determinant([
      [1, 2],
      [3, 4],
    ]),
  -2,
)
example(
  () =>
    solution.determinant([
      [2, 0, 1],
      [1, 3, 2],
      [1, 1, 1],
    ]),
  0,
)

/** The rule once more, written for clarity. */
function expected(rows: number[][]): number {
  // Sum over all permutations of the columns.
  const signed = (columns: number[], row: number): number =>
    row === rows.length
      ? 1
      : columns.reduce((sum, column, i) => {
          const rest = columns.filter((other) => other !== column)
          return sum + (i % 2 === 0 ? 1 : -1) * rows[row]![column]! * signed(rest, row + 1)
        }, 0)
  return (
    signed(
      rows.map((_, i) => i),
      0,
    ) + 0
  )
}

check('determinant([[0]])', () => equal(solution.determinant([[0]]) + 0, 0), 1)
check(
  'determinant([[1, 2], [2, 4]])',
  () =>
    equal(
      solution.determinant([
        [1, 2],
        [2, 4],
      ]) + 0,
      0,
    ),
  1,
)
check(
  'determinant([[0, 1], [1, 0]])',
  () =>
    equal(
      solution.determinant([
        [0, 1],
        [1, 0],
      ]) + 0,
      -1,
    ),
  1,
)
check(
  'determinant([[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])',
  () =>
    equal(
      solution.determinant([
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
        [0, 0, 0, 1],
      ]) + 0,
      -1,
    ),
  1,
)
check(
  'determinant([[-2, 3], [4, -5]])',
  () =>
    equal(
      solution.determinant([
        [-2, 3],
        [4, -5],
      ]) + 0,
      -2,
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rows: number[][] = ((w: number) =>
      random.list(w, w, () => random.list(w, w, () => random.int(-4, 4))))(random.int(1, 4))
    equal(solution.determinant(rows) + 0, expected(rows))
  },
  10,
)
