example(() => solution.weekdayAfter(1, 3), 4)
example(() => solution.weekdayAfter(6, 1), 7)
example(() => solution.weekdayAfter(7, 1), 1)

/** The rule once more, written for clarity. */
function expected(day: number, days: number): number {
  const week = [7, 1, 2, 3, 4, 5, 6]
  return week[(day + days) % 7]!
}

check('weekdayAfter(7, 0)', () => equal(solution.weekdayAfter(7, 0), 7), 1)
check('weekdayAfter(1, 6)', () => equal(solution.weekdayAfter(1, 6), 7), 1)
check('weekdayAfter(3, 700)', () => equal(solution.weekdayAfter(3, 700), 3), 1)
check('weekdayAfter(5, 100)', () => equal(solution.weekdayAfter(5, 100), 7), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const day = random.int(1, 7)
    const days = random.int(0, 100)
    equal(solution.weekdayAfter(day, days), expected(day, days))
  },
  16,
)
