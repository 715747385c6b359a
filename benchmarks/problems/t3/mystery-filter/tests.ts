example(() => solution.mystery([1, 2, 3]), [3])
example(() => solution.mystery([10, 1, 1]), [10])
example(() => solution.mystery([5, 5, 5]), [])
example(() => solution.mystery([4, 8, 6, 2]), [8, 6])
example(() => solution.mystery([]), [])
example(() => solution.mystery([9]), [])
example(() => solution.mystery([1, 2, 3, 30]), [30])
example(() => solution.mystery([8, 3, 7]), [8, 7])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  return list.filter((n) => list.reduce((lead, other) => lead + n - other, 0) > 0)
}

check('mystery([0, 10])', () => equal(solution.mystery([0, 10]), [10]), 1)
check(
  'mystery([100, 99, 98, 1])',
  () => equal(solution.mystery([100, 99, 98, 1]), [100, 99, 98]),
  1,
)
check('mystery([-4, -2, -9])', () => equal(solution.mystery([-4, -2, -9]), [-4, -2]), 1)
check('mystery([5, 1, 5, 1])', () => equal(solution.mystery([5, 1, 5, 1]), [5, 5]), 1)
check('mystery([0, 1])', () => equal(solution.mystery([0, 1]), [1]), 1)
check('mystery([3, 4])', () => equal(solution.mystery([3, 4]), [4]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(0, 20))
    equal(solution.mystery(list), expected(list))
  },
  12,
)
