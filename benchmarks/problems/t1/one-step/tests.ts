example(() => solution.stepTowards(3, 7), 4)
example(() => solution.stepTowards(7, 3), 6)
example(() => solution.stepTowards(5, 5), 5)

/** The rule once more, written for clarity. */
function expected(from: number, to: number): number {
  return [from - 1, from, from + 1].reduce((best, n) =>
    Math.abs(n - to) < Math.abs(best - to) ? n : best,
  )
}

check('stepTowards(0, -1)', () => equal(solution.stepTowards(0, -1), -1), 1)
check('stepTowards(-4, 0)', () => equal(solution.stepTowards(-4, 0), -3), 1)
check('stepTowards(-2, -9)', () => equal(solution.stepTowards(-2, -9), -3), 1)
check('stepTowards(1, 2)', () => equal(solution.stepTowards(1, 2), 2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const from = random.int(-9, 9)
    const to = random.int(-9, 9)
    equal(solution.stepTowards(from, to), expected(from, to))
  },
  12,
)
