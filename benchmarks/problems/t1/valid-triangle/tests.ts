example(() => solution.isTriangle(3, 4, 5), true)
example(() => solution.isTriangle(1, 2, 3), false)
example(() => solution.isTriangle(2, 9, 3), false)

/** The rule once more, written for clarity. */
function expected(a: number, b: number, c: number): boolean {
  const [x, y, z] = [a, b, c].sort((p, q) => p - q)
  return z! < x! + y!
}

check('isTriangle(9, 2, 3)', () => equal(solution.isTriangle(9, 2, 3), false), 1)
check('isTriangle(2, 3, 9)', () => equal(solution.isTriangle(2, 3, 9), false), 1)
check('isTriangle(1, 1, 1)', () => equal(solution.isTriangle(1, 1, 1), true), 1)
check('isTriangle(3, 1, 2)', () => equal(solution.isTriangle(3, 1, 2), false), 1)
check('isTriangle(2, 3, 1)', () => equal(solution.isTriangle(2, 3, 1), false), 1)
check('isTriangle(0, 1, 1)', () => equal(solution.isTriangle(0, 1, 1), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(1, 9)
    const b = random.int(1, 9)
    const c = random.int(1, 9)
    equal(solution.isTriangle(a, b, c), expected(a, b, c))
  },
  30,
)
