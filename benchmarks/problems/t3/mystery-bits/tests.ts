example(() => solution.mystery(0), 0)
example(() => solution.mystery(1), 1)
example(() => solution.mystery(7), 3)
example(() => solution.mystery(8), 1)
example(() => solution.mystery(10), 2)
example(() => solution.mystery(255), 8)
example(() => solution.mystery(6), 2)
example(() => solution.mystery(5), 2)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return n === 0 ? 0 : (n % 2) + expected((n - (n % 2)) / 2)
}

check('mystery(2)', () => equal(solution.mystery(2), 1), 1)
check('mystery(1023)', () => equal(solution.mystery(1023), 10), 1)
check('mystery(1024)', () => equal(solution.mystery(1024), 1), 1)
check('mystery(100)', () => equal(solution.mystery(100), 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 2000)
    equal(solution.mystery(n), expected(n))
  },
  12,
)
