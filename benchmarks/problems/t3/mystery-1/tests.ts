example(() => solution.mystery(23), 6)
example(() => solution.mystery(7), 7)
example(() => solution.mystery(111), 1)
example(() => solution.mystery(405), 0)
example(() => solution.mystery(999), 729)
example(() => solution.mystery(56), 30)
example(() => solution.mystery(12), 2)
example(() => solution.mystery(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return n < 10 ? n : (n % 10) * expected((n - (n % 10)) / 10)
}

check('mystery(10)', () => equal(solution.mystery(10), 0), 1)
check('mystery(1234)', () => equal(solution.mystery(1234), 24), 1)
check('mystery(77)', () => equal(solution.mystery(77), 49), 1)
check('mystery(1)', () => equal(solution.mystery(1), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 999)
    equal(solution.mystery(n), expected(n))
  },
  14,
)
