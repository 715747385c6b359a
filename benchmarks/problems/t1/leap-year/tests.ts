example(() => solution.isLeapYear(2024), true)
example(() => solution.isLeapYear(1900), false)
example(() => solution.isLeapYear(2000), true)
example(() => solution.isLeapYear(2023), false)

/** The rule once more, written for clarity. */
function expected(year: number): boolean {
  const [century, rest] = [Math.floor(year / 100), year % 100]
  return (rest === 0 ? century : rest) % 4 === 0
}

check('isLeapYear(1600)', () => equal(solution.isLeapYear(1600), true), 1)
check('isLeapYear(2100)', () => equal(solution.isLeapYear(2100), false), 1)
check('isLeapYear(1200)', () => equal(solution.isLeapYear(1200), true), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const year = random.int(0, 1) * 100 * random.int(1, 30) + random.int(0, 1) * random.int(1, 2200)
    equal(solution.isLeapYear(year), expected(year))
  },
  24,
)
