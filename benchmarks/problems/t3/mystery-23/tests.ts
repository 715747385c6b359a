example(() => solution.mystery(100), 2)
example(() => solution.mystery(5), 0)
example(() => solution.mystery(1050), 1)
example(() => solution.mystery(120), 1)
example(() => solution.mystery(70000), 4)
example(() => solution.mystery(101), 0)
example(() => solution.mystery(2), 0)
example(() => solution.mystery(3000), 3)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  return [6, 5, 4, 3, 2, 1, 0].find((power) => n % 10 ** power === 0)!
}

check('mystery(1)', () => equal(solution.mystery(1), 0), 1)
check('mystery(10)', () => equal(solution.mystery(10), 1), 1)
check('mystery(800)', () => equal(solution.mystery(800), 2), 1)
check('mystery(505000)', () => equal(solution.mystery(505000), 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 300) * random.pick([1, 10, 100, 1000])
    equal(solution.mystery(n), expected(n))
  },
  12,
)
