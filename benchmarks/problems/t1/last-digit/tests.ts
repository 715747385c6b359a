example(() => solution.lastDigit(1234), 4)
example(() => solution.lastDigit(-37), 7)
example(() => solution.lastDigit(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  let rest = n < 0 ? -n : n
  while (rest > 9) rest -= 10
  return rest
}

check('lastDigit(10)', () => equal(solution.lastDigit(10), 0), 1)
check('lastDigit(-10)', () => equal(solution.lastDigit(-10), 0), 1)
check('lastDigit(9)', () => equal(solution.lastDigit(9), 9), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(-5000, 5000)
    equal(solution.lastDigit(n), expected(n))
  },
  20,
)
