example(() => solution.zipSum([1, 2, 3], [10, 20, 30]), [11, 22, 33])
example(() => solution.zipSum([1, 2], [5]), [6, 2])
example(() => solution.zipSum([], [7]), [7])

/** The rule once more, written for clarity. */
function expected(a: number[], b: number[]): number[] {
  if (a.length === 0) return b
  return b.length === 0 ? a : [a[0]! + b[0]!, ...expected(a.slice(1), b.slice(1))]
}

check('zipSum([], [])', () => equal(solution.zipSum([], []), []), 1)
check('zipSum([4], [1, 2, 3])', () => equal(solution.zipSum([4], [1, 2, 3]), [5, 2, 3]), 1)
check('zipSum([-1, 0], [1, 0])', () => equal(solution.zipSum([-1, 0], [1, 0]), [0, 0]), 1)
check('zipSum([1, 2, 3], [1])', () => equal(solution.zipSum([1, 2, 3], [1]), [2, 2, 3]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.list(0, 5, () => random.int(-9, 9))
    const b = random.list(0, 5, () => random.int(-9, 9))
    equal(solution.zipSum(a, b), expected(a, b))
  },
  10,
)
