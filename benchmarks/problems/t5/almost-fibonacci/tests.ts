example(() => [0, 1, 2, 3, 4].map((n) => solution.almostFibonacci(n)), [0, 1, 1, 2, 3])
example(() => solution.almostFibonacci(5), 1)
example(() => [6, 7, 8, 9, 10].map((n) => solution.almostFibonacci(n)), [4, 5, 9, 14, 5])

check('the first and second term', () => equal([0, 1].map(solution.almostFibonacci), [0, 1]), 1)
check('a(11)', () => equal(solution.almostFibonacci(11), 19), 1)
check('a(15)', () => equal(solution.almostFibonacci(15), 24), 1)
check(
  'a usual term is the sum of the two before',
  (random) => {
    const n = random.int(0, 11) * 5 + random.int(1, 4)
    const a = solution.almostFibonacci
    if (n > 1) equal(a(n), a(n - 1) + a(n - 2))
  },
  20,
)
check(
  'every fifth term is their difference',
  (random) => {
    const n = random.int(1, 12) * 5
    const a = solution.almostFibonacci
    equal(a(n), a(n - 1) - a(n - 2))
  },
  10,
)
