example(() => solution.countPositive([3, -1, 0, 7]), 2)
example(() => solution.countPositive([-5, -6]), 0)
example(() => solution.countPositive([0.5]), 1)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const sorted = [...list, 0].sort((a, b) => b - a)
  return sorted.indexOf(0)
}

check('countPositive([])', () => equal(solution.countPositive([]), 0), 1)
check('countPositive([0, 0])', () => equal(solution.countPositive([0, 0]), 0), 1)
check('countPositive([1, 1, 1])', () => equal(solution.countPositive([1, 1, 1]), 3), 1)
check('countPositive([-1, 2])', () => equal(solution.countPositive([-1, 2]), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-3, 3))
    equal(solution.countPositive(list), expected(list))
  },
  12,
)
