example(
  () =>
    solution.mystery([
      [1, 2],
      [3, 4],
    ]),
  [1, 2, 4, 3],
)
example(
  () =>
    solution.mystery([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]),
  [1, 2, 3, 6, 9, 8, 7, 4, 5],
)
example(() => solution.mystery([[5]]), [5])
example(() => solution.mystery([[1, 2, 3]]), [1, 2, 3])
example(() => solution.mystery([[1], [2], [3]]), [1, 2, 3])
example(
  () =>
    solution.mystery([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ]),
  [1, 2, 3, 4, 8, 12, 11, 10, 9, 5, 6, 7],
)
example(() => solution.mystery([]), [])

/** The rule once more, written for clarity. */
function expected(rows: number[][]): number[] {
  const seen = new Set<string>()
  const path: number[] = []
  const total = rows.flat().length
  let [x, y, dx, dy] = [0, 0, 1, 0]
  while (path.length < total) {
    path.push(rows[y]![x]!)
    seen.add(`${x},${y}`)
    if (rows[y + dy]?.[x + dx] === undefined || seen.has(`${x + dx},${y + dy}`))
      [dx, dy] = [-dy, dx]
    x += dx
    y += dy
  }
  return path
}

check(
  'mystery([[1, 2], [3, 4], [5, 6]])',
  () =>
    equal(
      solution.mystery([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      [1, 2, 4, 6, 5, 3],
    ),
  1,
)
check(
  'mystery([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11, 12, 13, 14, 15],...)',
  () =>
    equal(
      solution.mystery([
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10],
        [11, 12, 13, 14, 15],
        [16, 17, 18, 19, 20],
      ]),
      [1, 2, 3, 4, 5, 10, 15, 20, 19, 18, 17, 16, 11, 6, 7, 8, 9, 14, 13, 12],
    ),
  1,
)
check(
  'mystery([[9, 8, 7], [6, 5, 4]])',
  () =>
    equal(
      solution.mystery([
        [9, 8, 7],
        [6, 5, 4],
      ]),
      [9, 8, 7, 4, 5, 6],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rows: number[][] = ((w: number) =>
      random.list(1, 5, () => random.list(w, w, () => random.int(0, 20))))(random.int(1, 5))
    equal(solution.mystery(rows), expected(rows))
  },
  8,
)
