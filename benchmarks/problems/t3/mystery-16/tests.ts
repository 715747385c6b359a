example(() => solution.mystery([5, 3]), 2)
example(() => solution.mystery([1, 2, 3]), 2)
example(() => solution.mystery([10]), 10)
example(() => solution.mystery([]), 0)
example(() => solution.mystery([4, 4, 4, 4]), 0)
example(() => solution.mystery([1, 10, 100]), 91)
example(() => solution.mystery([9, 2, 5, 1]), 11)
example(() => solution.mystery([2, 7]), -5)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const sum = (parity: number) => list.filter((_, i) => i % 2 === parity).reduce((a, b) => a + b, 0)
  return sum(0) - sum(1)
}

check('mystery([0, 5])', () => equal(solution.mystery([0, 5]), -5), 1)
check('mystery([3, -3, 3, -3])', () => equal(solution.mystery([3, -3, 3, -3]), 12), 1)
check('mystery([1, 2, 3, 4, 5])', () => equal(solution.mystery([1, 2, 3, 4, 5]), 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 20))
    equal(solution.mystery(list), expected(list))
  },
  12,
)
