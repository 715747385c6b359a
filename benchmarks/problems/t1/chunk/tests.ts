example(() => solution.chunk([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]])
example(() => solution.chunk([1, 2, 3], 3), [[1, 2, 3]])
example(() => solution.chunk([1, 2], 5), [[1, 2]])

/** The rule once more, written for clarity. */
function expected(list: number[], size: number): number[][] {
  if (list.length === 0) return []
  return [list.slice(0, size), ...expected(list.slice(size), size)]
}

check('chunk([], 4)', () => equal(solution.chunk([], 4), []), 1)
check('chunk([9], 1)', () => equal(solution.chunk([9], 1), [[9]]), 1)
check(
  'chunk([1, 2, 3, 4], 1)',
  () => equal(solution.chunk([1, 2, 3, 4], 1), [[1], [2], [3], [4]]),
  1,
)
check(
  'chunk([1, 2, 3, 4, 5, 6], 2)',
  () =>
    equal(solution.chunk([1, 2, 3, 4, 5, 6], 2), [
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 9, () => random.int(0, 9))
    const size = random.int(1, 4)
    equal(solution.chunk(list, size), expected(list, size))
  },
  10,
)
