example(() => solution.mystery([1, 2, 3, 4]), [1, 4, 3, 8])
example(() => solution.mystery([5]), [5])
example(() => solution.mystery([]), [])
example(() => solution.mystery([10, 10, 10]), [10, 20, 10])
example(() => solution.mystery([3, 3]), [3, 6])
example(() => solution.mystery([0, -1, 7, 8, 2]), [0, -2, 7, 16, 2])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const [a, b, ...rest] = list
  if (a === undefined) return []
  return b === undefined ? [a] : [a, b * 2, ...expected(rest)]
}

check(
  'mystery([1, 1, 1, 1, 1, 1])',
  () => equal(solution.mystery([1, 1, 1, 1, 1, 1]), [1, 2, 1, 2, 1, 2]),
  1,
)
check('mystery([2, 4, 6])', () => equal(solution.mystery([2, 4, 6]), [2, 8, 6]), 1)
check('mystery([-5, -6])', () => equal(solution.mystery([-5, -6]), [-5, -12]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 20))
    equal(solution.mystery(list), expected(list))
  },
  10,
)
