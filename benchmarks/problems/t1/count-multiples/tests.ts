example(() => solution.countMultiples(1, 10, 3), 3)
example(() => solution.countMultiples(3, 9, 3), 3)
example(() => solution.countMultiples(-4, 4, 2), 5)

/** The rule once more, written for clarity. */
function expected(low: number, high: number, k: number): number {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (n) => Math.abs(n % k) < 1,
  ).length
}

check('countMultiples(0, 0, 7)', () => equal(solution.countMultiples(0, 0, 7), 1), 1)
check('countMultiples(1, 2, 5)', () => equal(solution.countMultiples(1, 2, 5), 0), 1)
check('countMultiples(-9, -1, 3)', () => equal(solution.countMultiples(-9, -1, 3), 3), 1)
check('countMultiples(5, 5, 1)', () => equal(solution.countMultiples(5, 5, 1), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const low = random.int(-20, 5)
    const high = random.int(5, 30)
    const k = random.int(1, 8)
    equal(solution.countMultiples(low, high, k), expected(low, high, k))
  },
  24,
)
