example(() => solution.sameSign(3, 8), true)
example(() => solution.sameSign(-2, 5), false)
example(() => solution.sameSign(0, 0), true)

/** The rule once more, written for clarity. */
function expected(a: number, b: number): boolean {
  return (a > 0 && b > 0) || (a < 0 && b < 0) || (a === 0 && b === 0)
}

check('sameSign(0, 4)', () => equal(solution.sameSign(0, 4), false), 1)
check('sameSign(-4, 0)', () => equal(solution.sameSign(-4, 0), false), 1)
check('sameSign(-1, -9)', () => equal(solution.sameSign(-1, -9), true), 1)
check('sameSign(0, -1)', () => equal(solution.sameSign(0, -1), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(-3, 3)
    const b = random.int(-3, 3)
    equal(solution.sameSign(a, b), expected(a, b))
  },
  24,
)
