example(() => solution.sumBetween(1, 4), 10)
example(() => solution.sumBetween(4, 1), 10)
example(() => solution.sumBetween(3, 3), 3)

/** The rule once more, written for clarity. */
function expected(a: number, b: number): number {
  return a === b ? a : a + expected(a < b ? a + 1 : a - 1, b)
}

check('sumBetween(-2, 2)', () => equal(solution.sumBetween(-2, 2) + 0, 0), 1)
check('sumBetween(0, 0)', () => equal(solution.sumBetween(0, 0) + 0, 0), 1)
check('sumBetween(-3, -1)', () => equal(solution.sumBetween(-3, -1) + 0, -6), 1)
check('sumBetween(10, 20)', () => equal(solution.sumBetween(10, 20) + 0, 165), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(-15, 15)
    const b = random.int(-15, 15)
    equal(solution.sumBetween(a, b) + 0, expected(a, b))
  },
  12,
)
