example(() => solution.recordHighs([3, 1, 4, 4, 5]), 3)
example(() => solution.recordHighs([9, 8, 7]), 1)
example(() => solution.recordHighs([]), 0)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const heights = list.map((_, i) => Math.max(...list.slice(0, i + 1)))
  return new Set(heights).size
}

check('recordHighs([-5, -4])', () => equal(solution.recordHighs([-5, -4]), 2), 1)
check('recordHighs([2, 2, 2])', () => equal(solution.recordHighs([2, 2, 2]), 1), 1)
check('recordHighs([1, 3, 2, 3, 4])', () => equal(solution.recordHighs([1, 3, 2, 3, 4]), 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-3, 9))
    equal(solution.recordHighs(list), expected(list))
  },
  12,
)
