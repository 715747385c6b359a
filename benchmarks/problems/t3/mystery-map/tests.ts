example(() => solution.mystery([12, 5]), [3, 5])
example(() => solution.mystery([100]), [1])
example(() => solution.mystery([99, 10, 0]), [18, 1, 0])
example(() => solution.mystery([]), [])
example(() => solution.mystery([345, 678]), [12, 21])
example(() => solution.mystery([19, 28]), [10, 10])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const digits = (n: number): number => (n < 10 ? n : (n % 10) + digits(Math.floor(n / 10)))
  return list.map(digits)
}

check('mystery([1000, 9999])', () => equal(solution.mystery([1000, 9999]), [1, 36]), 1)
check('mystery([7])', () => equal(solution.mystery([7]), [7]), 1)
check('mystery([505, 50, 5])', () => equal(solution.mystery([505, 50, 5]), [10, 5, 5]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 5, () => random.pick([random.int(0, 99), random.int(0, 9999)]))
    equal(solution.mystery(list), expected(list))
  },
  8,
)
