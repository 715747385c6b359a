example(() => solution.rotateLeft([1, 2, 3, 4, 5], 2), [3, 4, 5, 1, 2])
example(() => solution.rotateLeft([1, 2, 3], 4), [2, 3, 1])
example(() => solution.rotateLeft([7, 8], 0), [7, 8])

/** The rule once more, written for clarity. */
function expected(list: number[], by: number): number[] {
  return list.map((_, i) => list[(i + by) % list.length]!)
}

check('rotateLeft([], 3)', () => equal(solution.rotateLeft([], 3), []), 1)
check('rotateLeft([6], 5)', () => equal(solution.rotateLeft([6], 5), [6]), 1)
check('rotateLeft([1, 2, 3], 3)', () => equal(solution.rotateLeft([1, 2, 3], 3), [1, 2, 3]), 1)
check('rotateLeft([1, 2, 3], 8)', () => equal(solution.rotateLeft([1, 2, 3], 8), [3, 1, 2]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 9))
    const by = random.int(0, 14)
    equal(solution.rotateLeft(list, by), expected(list, by))
  },
  10,
)
