example(() => solution.mystery([1, 3, 1]), 1)
example(() => solution.mystery([1, 2, 3]), 0)
example(() => solution.mystery([3, 1, 3]), 0)
example(() => solution.mystery([1, 5, 2, 8, 0]), 2)
example(() => solution.mystery([2, 4, 4, 2]), 0)
example(() => solution.mystery([]), 0)
example(() => solution.mystery([9, 1]), 0)
example(() => solution.mystery([1, 4, 2, 6, 3, 7]), 2)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const signs = list.slice(1).map((n, i) => Math.sign(n - list[i]!))
  return signs.filter((sign, i) => sign === 1 && signs[i + 1] === -1).length
}

check('mystery([5])', () => equal(solution.mystery([5]), 0), 1)
check('mystery([0, 9, 0, 9, 0])', () => equal(solution.mystery([0, 9, 0, 9, 0]), 2), 1)
check('mystery([4, 4, 2])', () => equal(solution.mystery([4, 4, 2]), 0), 1)
check('mystery([1, 2, 2])', () => equal(solution.mystery([1, 2, 2]), 0), 1)
check('mystery([-5, -1, -3])', () => equal(solution.mystery([-5, -1, -3]), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 5))
    equal(solution.mystery(list), expected(list))
  },
  14,
)
