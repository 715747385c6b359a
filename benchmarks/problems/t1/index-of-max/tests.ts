example(() => solution.indexOfMax([3, 9, 4]), 1)
example(() => solution.indexOfMax([5, 5]), 0)
example(() => solution.indexOfMax([]), -1)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  return list.findIndex((n) => list.every((other) => other <= n))
}

check('indexOfMax([-7, -2, -9])', () => equal(solution.indexOfMax([-7, -2, -9]), 1), 1)
check('indexOfMax([0])', () => equal(solution.indexOfMax([0]), 0), 1)
check('indexOfMax([1, 2, 3, 3])', () => equal(solution.indexOfMax([1, 2, 3, 3]), 2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(-4, 4))
    equal(solution.indexOfMax(list), expected(list))
  },
  12,
)
