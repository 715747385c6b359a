example(() => solution.toFahrenheit(100), 212)
example(() => solution.toFahrenheit(0), 32)
example(() => solution.toFahrenheit(-40), -40)

/** The rule once more, written for clarity. */
function expected(celsius: number): number {
  return 32 + 2 * celsius - celsius / 5
}

check('toFahrenheit(37)', () => close(solution.toFahrenheit(37), 98.6), 1)
check('toFahrenheit(-10)', () => close(solution.toFahrenheit(-10), 14), 1)
check('toFahrenheit(35)', () => close(solution.toFahrenheit(35), 95), 1)
check('toFahrenheit(5)', () => close(solution.toFahrenheit(5), 41), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const celsius = random.int(-60, 120)
    close(solution.toFahrenheit(celsius), expected(celsius))
  },
  10,
)
