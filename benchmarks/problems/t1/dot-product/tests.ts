example(() => solution.dotProduct([1, 2, 3], [4, 5, 6]), 32)
example(() => solution.dotProduct([2, 9], [5]), 10)
example(() => solution.dotProduct([], [1]), 0)

/** The rule once more, written for clarity. */
function expected(a: number[], b: number[]): number {
  return a.length === 0 || b.length === 0 ? 0 : a[0]! * b[0]! + expected(a.slice(1), b.slice(1))
}

check('dotProduct([], [])', () => equal(solution.dotProduct([], []) + 0, 0), 1)
check('dotProduct([3], [4])', () => equal(solution.dotProduct([3], [4]) + 0, 12), 1)
check('dotProduct([1], [2, 50])', () => equal(solution.dotProduct([1], [2, 50]) + 0, 2), 1)
check('dotProduct([0, 1], [7, -2])', () => equal(solution.dotProduct([0, 1], [7, -2]) + 0, -2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.list(0, 5, () => random.int(-9, 9))
    const b = random.list(0, 5, () => random.int(-9, 9))
    equal(solution.dotProduct(a, b) + 0, expected(a, b))
  },
  12,
)
