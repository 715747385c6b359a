example(() => solution.isPowerOfTwo(8), true)
example(() => solution.isPowerOfTwo(12), false)
example(() => solution.isPowerOfTwo(1), true)

/** The rule once more, written for clarity. */
function expected(n: number): boolean {
  return n > 0 && /^10*$/.test(n.toString(2))
}

check('isPowerOfTwo(0)', () => equal(solution.isPowerOfTwo(0), false), 1)
check('isPowerOfTwo(-8)', () => equal(solution.isPowerOfTwo(-8), false), 1)
check('isPowerOfTwo(2)', () => equal(solution.isPowerOfTwo(2), true), 1)
check('isPowerOfTwo(3)', () => equal(solution.isPowerOfTwo(3), false), 1)
check('isPowerOfTwo(524288)', () => equal(solution.isPowerOfTwo(524288), true), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const n = random.int(-20, 70)
    equal(solution.isPowerOfTwo(n), expected(n))
  },
  14,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const n = 2 ** random.int(0, 19)
    equal(solution.isPowerOfTwo(n), expected(n))
  },
  14,
)
