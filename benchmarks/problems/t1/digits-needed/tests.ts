example(() => solution.digitCount([5, 12, 100]), 6)
example(() => solution.digitCount([0]), 1)
example(() => solution.digitCount([]), 0)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  return list.map((n) => String(n).length).reduce((a, b) => a + b, 0)
}

check('digitCount([9, 10])', () => equal(solution.digitCount([9, 10]), 3), 1)
check('digitCount([0, 0, 0])', () => equal(solution.digitCount([0, 0, 0]), 3), 1)
check('digitCount([99999])', () => equal(solution.digitCount([99999]), 5), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 5, () =>
      random.pick([0, random.int(1, 9), random.int(10, 999), 1000]),
    )
    equal(solution.digitCount(list), expected(list))
  },
  10,
)
