example(() => solution.primesUpTo(10), [2, 3, 5, 7])
example(() => solution.primesUpTo(13), [2, 3, 5, 7, 11, 13])
example(() => solution.primesUpTo(1), [])

/** The rule once more, written for clarity. */
function expected(limit: number): number[] {
  const small = [2, 3, 5, 7]
  const isPrime = (n: number) => n > 1 && small.every((prime) => n === prime || n % prime !== 0)
  return Array.from({ length: limit + 1 }, (_, i) => i).filter(isPrime)
}

check('primesUpTo(0)', () => equal(solution.primesUpTo(0), []), 1)
check('primesUpTo(2)', () => equal(solution.primesUpTo(2), [2]), 1)
check('primesUpTo(3)', () => equal(solution.primesUpTo(3), [2, 3]), 1)
check(
  'primesUpTo(49)',
  () => equal(solution.primesUpTo(49), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]),
  1,
)
check(
  'primesUpTo(120)',
  () =>
    equal(
      solution.primesUpTo(120),
      [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
        97, 101, 103, 107, 109, 113,
      ],
    ),
  1,
)
check('primesUpTo(-5)', () => equal(solution.primesUpTo(-5), []), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const limit = random.int(0, 100)
    equal(solution.primesUpTo(limit), expected(limit))
  },
  6,
)
