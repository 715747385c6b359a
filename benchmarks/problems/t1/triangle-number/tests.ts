example(() => solution.triangleNumber(4), 10)
example(() => solution.triangleNumber(1), 1)
example(() => solution.triangleNumber(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return n <= 0 ? 0 : n + expected(n - 1)
}

check('triangleNumber(100)', () => equal(solution.triangleNumber(100), 5050), 1)
check('triangleNumber(2)', () => equal(solution.triangleNumber(2), 3), 1)
check('triangleNumber(7)', () => equal(solution.triangleNumber(7), 28), 1)
check('triangleNumber(3)', () => equal(solution.triangleNumber(3), 6), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 60)
    equal(solution.triangleNumber(n), expected(n))
  },
  12,
)
