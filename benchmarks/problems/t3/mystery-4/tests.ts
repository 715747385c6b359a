example(() => solution.mystery(1, 2), 5)
example(() => solution.mystery(3, 4), 25)
example(() => solution.mystery(0, 5), 25)
example(() => solution.mystery(2, 2), 8)
example(() => solution.mystery(-1, 3), 10)
example(() => solution.mystery(6, 1), 37)
example(() => solution.mystery(0, 0), 0)

/** The rule once more, written for clarity. */
function expected(a: number, b: number): number {
  const square = (n: number) =>
    [...Array(Math.abs(n))].reduce((sum: number) => sum + Math.abs(n), 0)
  return square(a) + square(b)
}

check('mystery(7, 7)', () => equal(solution.mystery(7, 7), 98), 1)
check('mystery(-2, -3)', () => equal(solution.mystery(-2, -3), 13), 1)
check('mystery(10, 0)', () => equal(solution.mystery(10, 0), 100), 1)
check('mystery(4, 9)', () => equal(solution.mystery(4, 9), 97), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(-12, 12)
    const b = random.int(-12, 12)
    equal(solution.mystery(a, b), expected(a, b))
  },
  12,
)
