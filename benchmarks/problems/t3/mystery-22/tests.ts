example(() => solution.mystery([1, 2, 3, 4]), [5, 5])
example(() => solution.mystery([1, 2, 3]), [4, 4])
example(() => solution.mystery([5, 7]), [12])
example(() => solution.mystery([6]), [12])
example(() => solution.mystery([]), [])
example(() => solution.mystery([10, 0, 1, 2, 20, 30]), [40, 20, 3])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  if (list.length === 0) return []
  return [list[0]! + list[list.length - 1]!, ...expected(list.slice(1, -1))]
}

check('mystery([1, 1, 1, 1, 1])', () => equal(solution.mystery([1, 1, 1, 1, 1]), [2, 2, 2]), 1)
check('mystery([0, 9, 8, 1])', () => equal(solution.mystery([0, 9, 8, 1]), [1, 17]), 1)
check('mystery([-3, 3])', () => equal(solution.mystery([-3, 3]), [0]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 20))
    equal(solution.mystery(list), expected(list))
  },
  10,
)
