example(() => solution.mystery([1, 2, 3]), 5)
example(() => solution.mystery([5, 9]), 14)
example(() => solution.mystery([4, 4, 1]), 8)
example(() => solution.mystery([10, 1, 2, 20]), 30)
example(() => solution.mystery([-1, -5, -2]), -3)
example(() => solution.mystery([3, 0, 9, 9]), 18)
example(() => solution.mystery([7, 1, 2, 5]), 12)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const top = Math.max(...list)
  const others = list.toSpliced(list.indexOf(top), 1)
  return top + Math.max(...others)
}

check('mystery([0, 0])', () => equal(solution.mystery([0, 0]), 0), 1)
check('mystery([100, 20, 3, 99])', () => equal(solution.mystery([100, 20, 3, 99]), 199), 1)
check('mystery([-7, 5, -7])', () => equal(solution.mystery([-7, 5, -7]), -2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(2, 7, () => random.int(-20, 30))
    equal(solution.mystery(list), expected(list))
  },
  12,
)
