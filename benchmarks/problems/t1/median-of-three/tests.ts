example(() => solution.medianOfThree(1, 2, 3), 2)
example(() => solution.medianOfThree(9, 4, 6), 6)
example(() => solution.medianOfThree(5, 5, 1), 5)

/** The rule once more, written for clarity. */
function expected(a: number, b: number, c: number): number {
  return a + b + c - Math.max(a, b, c) - Math.min(a, b, c)
}

check('medianOfThree(10, 9, 1)', () => equal(solution.medianOfThree(10, 9, 1), 9), 1)
check('medianOfThree(-3, -30, -4)', () => equal(solution.medianOfThree(-3, -30, -4), -4), 1)
check('medianOfThree(2, 2, 2)', () => equal(solution.medianOfThree(2, 2, 2), 2), 1)
check('medianOfThree(100, 20, 3)', () => equal(solution.medianOfThree(100, 20, 3), 20), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(-30, 30)
    const b = random.int(-30, 30)
    const c = random.int(-30, 30)
    equal(solution.medianOfThree(a, b, c), expected(a, b, c))
  },
  24,
)
