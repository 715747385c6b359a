example(() => solution.mystery(12), 21)
example(() => solution.mystery(120), 21)
example(() => solution.mystery(7), 7)
example(() => solution.mystery(4321), 1234)
example(() => solution.mystery(505), 505)
example(() => solution.mystery(9000), 9)
example(() => solution.mystery(1234), 4321)
example(() => solution.mystery(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  const digits = String(n).split('').map(Number)
  return digits.reduce((sum, digit, i) => sum + digit * 10 ** i, 0)
}

check('mystery(10)', () => equal(solution.mystery(10), 1), 1)
check('mystery(98765)', () => equal(solution.mystery(98765), 56789), 1)
check('mystery(100)', () => equal(solution.mystery(100), 1), 1)
check('mystery(2143)', () => equal(solution.mystery(2143), 3412), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 99999)
    equal(solution.mystery(n), expected(n))
  },
  12,
)
