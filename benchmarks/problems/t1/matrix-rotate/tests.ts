example(
  () =>
    solution.rotate([
      [1, 2],
      [3, 4],
    ]),
  [
    [3, 1],
    [4, 2],
  ],
)
example(() => solution.rotate([[1, 2, 3]]), [[1], [2], [3]])
example(() => solution.rotate([[5]]), [[5]])

/** The rule once more, written for clarity. */
function expected(rows: number[][]): number[][] {
  const turned: number[][] = []
  for (const row of rows) for (const [x, n] of row.entries()) turned[x] = [n, ...(turned[x] ?? [])]
  return turned
}

check('rotate([[1], [2], [3]])', () => equal(solution.rotate([[1], [2], [3]]), [[3, 2, 1]]), 1)
check(
  'rotate([[1, 2, 3], [4, 5, 6], [7, 8, 9]])',
  () =>
    equal(
      solution.rotate([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
      [
        [7, 4, 1],
        [8, 5, 2],
        [9, 6, 3],
      ],
    ),
  1,
)
check(
  'rotate([[1, 2], [3, 4], [5, 6]])',
  () =>
    equal(
      solution.rotate([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      [
        [5, 3, 1],
        [6, 4, 2],
      ],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rows: number[][] = ((w: number) =>
      random.list(1, 4, () => random.list(w, w, () => random.int(0, 20))))(random.int(1, 4))
    equal(solution.rotate(rows), expected(rows))
  },
  8,
)
