example(() => solution.pairwiseMax([1, 5, 3], [4, 2, 6]), [4, 5, 6])
example(() => solution.pairwiseMax([1], [0, -9]), [1, -9])
example(() => solution.pairwiseMax([], [2]), [2])

/** The rule once more, written for clarity. */
function expected(a: number[], b: number[]): number[] {
  if (a.length === 0) return b
  if (b.length === 0) return a
  return [a[0]! > b[0]! ? a[0]! : b[0]!, ...expected(a.slice(1), b.slice(1))]
}

check('pairwiseMax([], [])', () => equal(solution.pairwiseMax([], []), []), 1)
check('pairwiseMax([-3, -4], [])', () => equal(solution.pairwiseMax([-3, -4], []), [-3, -4]), 1)
check('pairwiseMax([0], [0])', () => equal(solution.pairwiseMax([0], [0]), [0]), 1)
check(
  'pairwiseMax([-1, -2, -3], [-2])',
  () => equal(solution.pairwiseMax([-1, -2, -3], [-2]), [-1, -2, -3]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.list(0, 5, () => random.int(-9, 9))
    const b = random.list(0, 5, () => random.int(-9, 9))
    equal(solution.pairwiseMax(a, b), expected(a, b))
  },
  10,
)
