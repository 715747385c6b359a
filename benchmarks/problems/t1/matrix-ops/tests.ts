example(
  () =>
    solution.trace([
      [1, 2],
      [3, 4],
    ]),
  5,
)
example(() => solution.trace([[5]]), 5)
example(() => solution.trace([]), 0)

/** The rule once more, written for clarity. */
function expected(rows: number[][]): number {
  return rows.length === 0 ? 0 : rows[0]![0]! + expected(rows.slice(1).map((row) => row.slice(1)))
}

check(
  'trace([[1, 0, 0], [0, 1, 0], [0, 0, 1]])',
  () =>
    equal(
      solution.trace([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
      3,
    ),
  1,
)
check(
  'trace([[0, 9], [9, 0]])',
  () =>
    equal(
      solution.trace([
        [0, 9],
        [9, 0],
      ]),
      0,
    ),
  1,
)
check(
  'trace([[-1, 2, 3], [4, -5, 6], [7, 8, -9]])',
  () =>
    equal(
      solution.trace([
        [-1, 2, 3],
        [4, -5, 6],
        [7, 8, -9],
      ]),
      -15,
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rows: number[][] = ((w: number) =>
      random.list(w, w, () => random.list(w, w, () => random.int(-9, 9))))(random.int(0, 4))
    equal(solution.trace(rows), expected(rows))
  },
  8,
)
