example(() => solution.roundToStep(7, 5), 5)
example(() => solution.roundToStep(15, 10), 20)
example(() => solution.roundToStep(-15, 10), -10)

/** The rule once more, written for clarity. */
function expected(value: number, step: number): number {
  let best = -1000 * step
  for (let multiple = best; multiple <= 1000 * step; multiple += step) {
    if (Math.abs(multiple - value) <= Math.abs(best - value)) best = multiple
  }
  return best + 0
}

check('roundToStep(0, 3)', () => equal(solution.roundToStep(0, 3) + 0, 0), 1)
check('roundToStep(-7, 5)', () => equal(solution.roundToStep(-7, 5) + 0, -5), 1)
check('roundToStep(-5, 10)', () => equal(solution.roundToStep(-5, 10) + 0, 0), 1)
check('roundToStep(5, 10)', () => equal(solution.roundToStep(5, 10) + 0, 10), 1)
check('roundToStep(4, 1)', () => equal(solution.roundToStep(4, 1) + 0, 4), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const value = random.int(-40, 40)
    const step = random.int(1, 6) * 2
    equal(solution.roundToStep(value, step) + 0, expected(value, step))
  },
  17,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const value = random.int(-40, 40)
    const step = random.int(1, 9)
    equal(solution.roundToStep(value, step) + 0, expected(value, step))
  },
  17,
)
