example(() => solution.stairs(3), ['#', '##', '###'])
example(() => solution.stairs(1), ['#'])
example(() => solution.stairs(0), [])

/** The rule once more, written for clarity. */
function expected(n: number): string[] {
  return n === 0 ? [] : [...expected(n - 1), ''.padEnd(n, '#')]
}

check('stairs(2)', () => equal(solution.stairs(2), ['#', '##']), 1)
check('stairs(5)', () => equal(solution.stairs(5), ['#', '##', '###', '####', '#####']), 1)
check(
  'stairs(8)',
  () =>
    equal(solution.stairs(8), ['#', '##', '###', '####', '#####', '######', '#######', '########']),
  1,
)
check('stairs(4)', () => equal(solution.stairs(4), ['#', '##', '###', '####']), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 10)
    equal(solution.stairs(n), expected(n))
  },
  4,
)
