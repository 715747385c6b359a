example(() => solution.mystery([5, 7, 9]), [0, 2, 4])
example(() => solution.mystery([3, 1, 2]), [2, 0, 1])
example(() => solution.mystery([0, 4]), [0, 4])
example(() => solution.mystery([8]), [0])
example(() => solution.mystery([]), [])
example(() => solution.mystery([-2, 3, -5]), [3, 8, 0])
example(() => solution.mystery([10, 10]), [0, 0])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const sorted = list.toSorted((a, b) => a - b)
  return list.map((n) => n - sorted[0]!)
}

check('mystery([1, 2, 3, 4])', () => equal(solution.mystery([1, 2, 3, 4]), [0, 1, 2, 3]), 1)
check('mystery([-1, -1, 0])', () => equal(solution.mystery([-1, -1, 0]), [0, 0, 1]), 1)
check('mystery([100, 50, 75])', () => equal(solution.mystery([100, 50, 75]), [50, 0, 25]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(-20, 30))
    equal(solution.mystery(list), expected(list))
  },
  10,
)
