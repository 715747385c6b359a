example(() => solution.scale([1, 2, 3], 2), [2, 4, 6])
example(() => solution.scale([5], 0), [0])
example(() => solution.scale([], 4), [])

/** The rule once more, written for clarity. */
function expected(list: number[], factor: number): number[] {
  return list.map((n) => Array.from({ length: factor }, () => n).reduce((a, b) => a + b, 0))
}

check('scale([0, 7], 1)', () => equal(solution.scale([0, 7], 1), [0, 7]), 1)
check('scale([2, 2], 3)', () => equal(solution.scale([2, 2], 3), [6, 6]), 1)
check('scale([10, 20, 30], 5)', () => equal(solution.scale([10, 20, 30], 5), [50, 100, 150]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 20))
    const factor = random.int(0, 6)
    equal(solution.scale(list, factor), expected(list, factor))
  },
  8,
)
