example(() => solution.manhattan(0, 0, 3, 4), 7)
example(() => solution.manhattan(2, 5, 2, 1), 4)
example(() => solution.manhattan(-1, -1, 1, 1), 4)

/** The rule once more, written for clarity. */
function expected(x1: number, y1: number, x2: number, y2: number): number {
  return Math.max(x1, x2) - Math.min(x1, x2) + (Math.max(y1, y2) - Math.min(y1, y2))
}

check('manhattan(0, 0, 0, 0)', () => equal(solution.manhattan(0, 0, 0, 0), 0), 1)
check('manhattan(3, 0, 0, 3)', () => equal(solution.manhattan(3, 0, 0, 3), 6), 1)
check('manhattan(-4, 7, -4, -2)', () => equal(solution.manhattan(-4, 7, -4, -2), 9), 1)
check('manhattan(5, 0, 0, 0)', () => equal(solution.manhattan(5, 0, 0, 0), 5), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const x1 = random.int(-9, 9)
    const y1 = random.int(-9, 9)
    const x2 = random.int(-9, 9)
    const y2 = random.int(-9, 9)
    equal(solution.manhattan(x1, y1, x2, y2), expected(x1, y1, x2, y2))
  },
  20,
)
