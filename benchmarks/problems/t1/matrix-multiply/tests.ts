example(
  () =>
    solution.multiply(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ),
  [
    [19, 22],
    [43, 50],
  ],
)
example(() => solution.multiply([[1, 2, 3]], [[1], [2], [3]]), [[14]])
example(() => solution.multiply([[1, 2]], [[3, 4]]), null)

/** -0 is as good as 0 here. */
const positive = (rows: number[][] | null) => rows?.map((row) => row.map((n) => n + 0)) ?? null

/** The rule once more, written for clarity. */
function expected(a: number[][], b: number[][]): number[][] | null {
  const columns = b[0]!.map((_, j) => b.map((row) => row[j]!))
  const dot = (x: number[], y: number[]) => x.map((n, i) => n * y[i]!).reduce((p, q) => p + q)
  return a[0]!.length === b.length
    ? a.map((row) => columns.map((column) => dot(row, column) + 0))
    : null
}

check('multiply([[2]], [[-3]])', () => equal(positive(solution.multiply([[2]], [[-3]])), [[-6]]), 1)
check(
  'multiply([[1], [2]], [[3, 4]])',
  () =>
    equal(positive(solution.multiply([[1], [2]], [[3, 4]])), [
      [3, 4],
      [6, 8],
    ]),
  1,
)
check(
  'multiply([[1, 2]], [[1], [2], [3]])',
  () => equal(positive(solution.multiply([[1, 2]], [[1], [2], [3]])), null),
  1,
)
check(
  'multiply([[1, 0], [0, 1]], [[9, 8, 7], [6, 5, 4]])',
  () =>
    equal(
      positive(
        solution.multiply(
          [
            [1, 0],
            [0, 1],
          ],
          [
            [9, 8, 7],
            [6, 5, 4],
          ],
        ),
      ),
      [
        [9, 8, 7],
        [6, 5, 4],
      ],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a: number[][] = ((w: number) =>
      random.list(1, 3, () => random.list(w, w, () => random.int(-5, 5))))(random.int(1, 3))
    const b: number[][] = ((w: number) =>
      random.list(1, 3, () => random.list(w, w, () => random.int(-5, 5))))(random.int(1, 3))
    equal(positive(solution.multiply(a, b)), expected(a, b))
  },
  10,
)
