example(() => solution.mystery(6), [1, 2, 3, 6])
example(() => solution.mystery(1), [1])
example(() => solution.mystery(7), [1, 7])
example(() => solution.mystery(12), [1, 2, 3, 4, 6, 12])
example(() => solution.mystery(9), [1, 3, 9])
example(() => solution.mystery(20), [1, 2, 4, 5, 10, 20])
example(() => solution.mystery(16), [1, 2, 4, 8, 16])

/** The rule once more, written for clarity. */
function expected(n: number): number[] {
  const found: number[] = []
  for (let d = n; d >= 1; d--) if (Math.floor(n / d) * d === n) found.unshift(d)
  return found
}

check('mystery(2)', () => equal(solution.mystery(2), [1, 2]), 1)
check('mystery(4)', () => equal(solution.mystery(4), [1, 2, 4]), 1)
check('mystery(36)', () => equal(solution.mystery(36), [1, 2, 3, 4, 6, 9, 12, 18, 36]), 1)
check('mystery(49)', () => equal(solution.mystery(49), [1, 7, 49]), 1)
check(
  'mystery(60)',
  () => equal(solution.mystery(60), [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 60)
    equal(solution.mystery(n), expected(n))
  },
  8,
)
