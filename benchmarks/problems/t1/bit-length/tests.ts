example(() => solution.bitLength(5), 3)
example(() => solution.bitLength(8), 4)
example(() => solution.bitLength(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  let digits = 0
  while (2 ** digits <= n) digits++
  return digits
}

check('bitLength(1)', () => equal(solution.bitLength(1), 1), 1)
check('bitLength(2)', () => equal(solution.bitLength(2), 2), 1)
check('bitLength(255)', () => equal(solution.bitLength(255), 8), 1)
check('bitLength(256)', () => equal(solution.bitLength(256), 9), 1)
check('bitLength(4294967295)', () => equal(solution.bitLength(4294967295), 32), 1)
check('bitLength(2147483648)', () => equal(solution.bitLength(2147483648), 32), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const n = random.int(0, 2000)
    equal(solution.bitLength(n), expected(n))
  },
  11,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const n = random.int(0, 4294967295)
    equal(solution.bitLength(n), expected(n))
  },
  11,
)
