example(() => solution.mystery(12), 15)
example(() => solution.mystery(7), 14)
example(() => solution.mystery(100), 101)
example(() => solution.mystery(0), 0)
example(() => solution.mystery(39), 51)
example(() => solution.mystery(205), 212)
example(() => solution.mystery(88), 104)
example(() => solution.mystery(10), 11)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  const digits = (m: number): number => (m < 10 ? m : (m % 10) + digits(Math.floor(m / 10)))
  return n + digits(n)
}

check('mystery(1)', () => equal(solution.mystery(1), 2), 1)
check('mystery(99)', () => equal(solution.mystery(99), 117), 1)
check('mystery(1234)', () => equal(solution.mystery(1234), 1244), 1)
check('mystery(500)', () => equal(solution.mystery(500), 505), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 5000)
    equal(solution.mystery(n), expected(n))
  },
  12,
)
