example(() => solution.clamp(5, 0, 10), 5)
example(() => solution.clamp(-3, 0, 10), 0)
example(() => solution.clamp(42, 0, 10), 10)
example(() => solution.clamp(5, 8, 2), 8)

/** The rule once more, written for clarity. */
function expected(value: number, low: number, high: number): number {
  const top = low > high ? low : high
  return [value, low, top].sort((a, b) => a - b)[1]!
}

check('clamp(0, 0, 0)', () => equal(solution.clamp(0, 0, 0), 0), 1)
check('clamp(10, 0, 10)', () => equal(solution.clamp(10, 0, 10), 10), 1)
check('clamp(-8, -5, -2)', () => equal(solution.clamp(-8, -5, -2), -5), 1)
check('clamp(-1, -5, -2)', () => equal(solution.clamp(-1, -5, -2), -2), 1)
check('clamp(2.5, 1, 2)', () => equal(solution.clamp(2.5, 1, 2), 2), 1)
check('clamp(9, 8, 2)', () => equal(solution.clamp(9, 8, 2), 8), 1)
check('clamp(1, 8, 2)', () => equal(solution.clamp(1, 8, 2), 8), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const value = random.int(-20, 20)
    const low = random.int(-15, 0)
    const high = random.int(1, 15)
    equal(solution.clamp(value, low, high), expected(value, low, high))
  },
  14,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const value = random.int(-20, 20)
    const low = random.int(-9, 9)
    const high = random.int(-9, 9)
    equal(solution.clamp(value, low, high), expected(value, low, high))
  },
  14,
)
