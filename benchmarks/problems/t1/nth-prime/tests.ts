example(() => solution.nthPrime(1), 2)
example(() => solution.nthPrime(4), 7)
example(() => solution.nthPrime(6), 13)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  const composite = new Set<number>()
  let found = 0
  for (let x = 2; ; x++) {
    if (!composite.has(x)) found++
    if (found === n) return x
    for (let multiple = x + x; multiple <= 200; multiple += x) composite.add(multiple)
  }
}

check('nthPrime(2)', () => equal(solution.nthPrime(2), 3), 1)
check('nthPrime(3)', () => equal(solution.nthPrime(3), 5), 1)
check('nthPrime(40)', () => equal(solution.nthPrime(40), 173), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 40)
    equal(solution.nthPrime(n), expected(n))
  },
  6,
)
