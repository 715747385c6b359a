example(() => solution.mystery([1, 3, 2, 5, 4]), [1, 3, 3, 5, 5])
example(() => solution.mystery([3, 2, 1]), [3, 3, 3])
example(() => solution.mystery([1, 2, 3]), [1, 2, 3])
example(() => solution.mystery([]), [])
example(() => solution.mystery([7]), [7])
example(() => solution.mystery([2, 9, 1, 4, 9, 10]), [2, 9, 9, 9, 9, 10])
example(() => solution.mystery([-3, -5, -1]), [-3, -3, -1])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  if (list.length === 0) return []
  const before = expected(list.slice(0, -1))
  return [...before, Math.max(list.at(-1)!, before.at(-1) ?? -Infinity)]
}

check('mystery([0, 0])', () => equal(solution.mystery([0, 0]), [0, 0]), 1)
check('mystery([5, 1, 1, 6])', () => equal(solution.mystery([5, 1, 1, 6]), [5, 5, 5, 6]), 1)
check('mystery([-1, -2])', () => equal(solution.mystery([-1, -2]), [-1, -1]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 9))
    equal(solution.mystery(list), expected(list))
  },
  10,
)
