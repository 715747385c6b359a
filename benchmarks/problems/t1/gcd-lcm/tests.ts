example(() => solution.gcdLcm(12, 18), [6, 36])
example(() => solution.gcdLcm(7, 5), [1, 35])
example(() => solution.gcdLcm(0, 9), [9, 0])

/** The rule once more, written for clarity. */
function expected(a: number, b: number): [number, number] {
  if (a === 0 || b === 0) return [a + b, 0]
  let multiple = a
  while (multiple % b !== 0) multiple += a
  return [(a * b) / multiple, multiple]
}

check('gcdLcm(0, 0)', () => equal(solution.gcdLcm(0, 0), [0, 0]), 1)
check('gcdLcm(9, 0)', () => equal(solution.gcdLcm(9, 0), [9, 0]), 1)
check('gcdLcm(6, 6)', () => equal(solution.gcdLcm(6, 6), [6, 6]), 1)
check('gcdLcm(1, 8)', () => equal(solution.gcdLcm(1, 8), [1, 8]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.int(0, 12) * random.int(1, 6)
    const b = random.int(0, 12) * random.int(1, 6)
    equal(solution.gcdLcm(a, b), expected(a, b))
  },
  16,
)
