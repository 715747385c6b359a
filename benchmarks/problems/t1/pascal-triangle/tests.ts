example(() => solution.pascal(1), [[1]])
example(() => solution.pascal(4), [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]])
example(() => solution.pascal(0), [])

/** The rule once more, written for clarity. */
function expected(rows: number): number[][] {
  if (rows <= 0) return []
  const above = expected(rows - 1)
  const last = above.at(-1)
  return [...above, last ? [0, ...last].map((n, i) => n + (last[i] ?? 0)) : [1]]
}

check('pascal(2)', () => equal(solution.pascal(2), [[1], [1, 1]]), 1)
check('pascal(3)', () => equal(solution.pascal(3), [[1], [1, 1], [1, 2, 1]]), 1)
check(
  'pascal(6)',
  () =>
    equal(solution.pascal(6), [
      [1],
      [1, 1],
      [1, 2, 1],
      [1, 3, 3, 1],
      [1, 4, 6, 4, 1],
      [1, 5, 10, 10, 5, 1],
    ]),
  1,
)
check(
  'pascal(10)',
  () =>
    equal(solution.pascal(10), [
      [1],
      [1, 1],
      [1, 2, 1],
      [1, 3, 3, 1],
      [1, 4, 6, 4, 1],
      [1, 5, 10, 10, 5, 1],
      [1, 6, 15, 20, 15, 6, 1],
      [1, 7, 21, 35, 35, 21, 7, 1],
      [1, 8, 28, 56, 70, 56, 28, 8, 1],
      [1, 9, 36, 84, 126, 126, 84, 36, 9, 1],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rows = random.int(0, 9)
    equal(solution.pascal(rows), expected(rows))
  },
  4,
)
