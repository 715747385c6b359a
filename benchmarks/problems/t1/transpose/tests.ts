example(
  () =>
    solution.transpose([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  [
    [1, 4],
    [2, 5],
    [3, 6],
  ],
)
example(
  () =>
    solution.transpose([
      [1, 2],
      [3, 4],
    ]),
  [
    [1, 3],
    [2, 4],
  ],
)
example(() => solution.transpose([[7], [8]]), [[7, 8]])

/** The rule once more, written for clarity. */
function expected(rows: number[][]): number[][] {
  if (rows.length === 0 || rows[0]!.length === 0) return []
  return [rows.map((row) => row[0]!), ...expected(rows.map((row) => row.slice(1)))]
}

check('transpose([])', () => equal(solution.transpose([]), []), 1)
check('transpose([[5]])', () => equal(solution.transpose([[5]]), [[5]]), 1)
check('transpose([[1, 2, 3]])', () => equal(solution.transpose([[1, 2, 3]]), [[1], [2], [3]]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const rows: number[][] = ((w: number) =>
      random.list(1, 4, () => random.list(w, w, () => random.int(0, 20))))(random.int(1, 4))
    equal(solution.transpose(rows), expected(rows))
  },
  8,
)
