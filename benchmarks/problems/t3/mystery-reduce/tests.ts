example(() => solution.mystery([1, 0, 1]), 5)
example(() => solution.mystery([1, 1]), 3)
example(() => solution.mystery([0]), 0)
example(() => solution.mystery([]), 0)
example(() => solution.mystery([1, 0, 0, 0]), 8)
example(() => solution.mystery([3, 1]), 7)
example(() => solution.mystery([2, 0, 5]), 13)
example(() => solution.mystery([0, 1, 1]), 3)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  return list.length === 0 ? 0 : list.at(-1)! + 2 * expected(list.slice(0, -1))
}

check('mystery([1, 1, 1, 1])', () => equal(solution.mystery([1, 1, 1, 1]), 15), 1)
check('mystery([7])', () => equal(solution.mystery([7]), 7), 1)
check('mystery([4, -1])', () => equal(solution.mystery([4, -1]), 7), 1)
check('mystery([0, 0, 9])', () => equal(solution.mystery([0, 0, 9]), 9), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(0, 4))
    equal(solution.mystery(list), expected(list))
  },
  12,
)
