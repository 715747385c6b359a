example(() => solution.mystery(15), 3)
example(() => solution.mystery(8), 2)
example(() => solution.mystery(7), 7)
example(() => solution.mystery(49), 7)
example(() => solution.mystery(35), 5)
example(() => solution.mystery(121), 11)
example(() => solution.mystery(26), 2)
example(() => solution.mystery(2), 2)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return Array.from({ length: n - 1 }, (_, i) => i + 2).find((d) => Number.isInteger(n / d))!
}

check('mystery(3)', () => equal(solution.mystery(3), 3), 1)
check('mystery(4)', () => equal(solution.mystery(4), 2), 1)
check('mystery(77)', () => equal(solution.mystery(77), 7), 1)
check('mystery(91)', () => equal(solution.mystery(91), 7), 1)
check('mystery(143)', () => equal(solution.mystery(143), 11), 1)
check('mystery(97)', () => equal(solution.mystery(97), 97), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(2, 300)
    equal(solution.mystery(n), expected(n))
  },
  12,
)
