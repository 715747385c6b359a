example(() => solution.mystery(1), [1])
example(() => solution.mystery(3), [1, 2, 4])
example(() => solution.mystery(0), [])
example(() => solution.mystery(5), [1, 2, 4, 7, 11])
example(() => solution.mystery(7), [1, 2, 4, 7, 11, 16, 22])
example(() => solution.mystery(2), [1, 2])

/** The rule once more, written for clarity. */
function expected(n: number): number[] {
  const terms = [1]
  while (terms.length < n) terms.push(terms[terms.length - 1]! + terms.length)
  return terms.slice(0, n)
}

check('mystery(4)', () => equal(solution.mystery(4), [1, 2, 4, 7]), 1)
check('mystery(6)', () => equal(solution.mystery(6), [1, 2, 4, 7, 11, 16]), 1)
check('mystery(10)', () => equal(solution.mystery(10), [1, 2, 4, 7, 11, 16, 22, 29, 37, 46]), 1)
check(
  'mystery(12)',
  () => equal(solution.mystery(12), [1, 2, 4, 7, 11, 16, 22, 29, 37, 46, 56, 67]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 15)
    equal(solution.mystery(n), expected(n))
  },
  4,
)
