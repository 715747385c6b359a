example(() => solution.mystery(10), 9)
example(() => solution.mystery(16), 16)
example(() => solution.mystery(24), 16)
example(() => solution.mystery(3), 1)
example(() => solution.mystery(0), 0)
example(() => solution.mystery(35), 25)
example(() => solution.mystery(99), 81)
example(() => solution.mystery(100), 100)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return Array.from({ length: 60 }, (_, i) => i * i)
    .filter((square) => square <= n)
    .at(-1)!
}

check('mystery(1)', () => equal(solution.mystery(1), 1), 1)
check('mystery(15)', () => equal(solution.mystery(15), 9), 1)
check('mystery(8)', () => equal(solution.mystery(8), 4), 1)
check('mystery(2500)', () => equal(solution.mystery(2500), 2500), 1)
check('mystery(2499)', () => equal(solution.mystery(2499), 2401), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 2000)
    equal(solution.mystery(n), expected(n))
  },
  12,
)
