example(() => solution.powersOfTwo(10), [1, 2, 4, 8])
example(() => solution.powersOfTwo(16), [1, 2, 4, 8, 16])
example(() => solution.powersOfTwo(0), [])

/** The rule once more, written for clarity. */
function expected(limit: number): number[] {
  return [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].filter((power) => power <= limit)
}

check('powersOfTwo(1)', () => equal(solution.powersOfTwo(1), [1]), 1)
check('powersOfTwo(-4)', () => equal(solution.powersOfTwo(-4), []), 1)
check('powersOfTwo(2)', () => equal(solution.powersOfTwo(2), [1, 2]), 1)
check(
  'powersOfTwo(1024)',
  () => equal(solution.powersOfTwo(1024), [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]),
  1,
)
check(
  'powersOfTwo(1023)',
  () => equal(solution.powersOfTwo(1023), [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const limit = random.int(0, 300)
    equal(solution.powersOfTwo(limit), expected(limit))
  },
  12,
)
