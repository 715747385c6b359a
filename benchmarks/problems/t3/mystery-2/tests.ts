example(() => solution.mystery(1), 1)
example(() => solution.mystery(2), 2)
example(() => solution.mystery(6), 4)
example(() => solution.mystery(7), 2)
example(() => solution.mystery(9), 3)
example(() => solution.mystery(12), 6)
example(() => solution.mystery(16), 5)
example(() => solution.mystery(30), 8)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  let count = 0
  for (let d = 1; d * d <= n; d++) if (n % d === 0) count += d * d === n ? 1 : 2
  return count
}

check('mystery(3)', () => equal(solution.mystery(3), 2), 1)
check('mystery(4)', () => equal(solution.mystery(4), 3), 1)
check('mystery(36)', () => equal(solution.mystery(36), 9), 1)
check('mystery(60)', () => equal(solution.mystery(60), 12), 1)
check('mystery(97)', () => equal(solution.mystery(97), 2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 80)
    equal(solution.mystery(n), expected(n))
  },
  10,
)
