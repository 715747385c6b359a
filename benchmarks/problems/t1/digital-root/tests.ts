example(() => solution.digitalRoot(38), 2)
example(() => solution.digitalRoot(18), 9)
example(() => solution.digitalRoot(0), 0)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  if (n < 10) return n
  let sum = 0
  for (let rest = n; rest > 0; rest = Math.floor(rest / 10)) sum += rest % 10
  return expected(sum)
}

check('digitalRoot(9)', () => equal(solution.digitalRoot(9), 9), 1)
check('digitalRoot(10)', () => equal(solution.digitalRoot(10), 1), 1)
check('digitalRoot(999)', () => equal(solution.digitalRoot(999), 9), 1)
check('digitalRoot(123456789)', () => equal(solution.digitalRoot(123456789), 9), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 5000)
    equal(solution.digitalRoot(n), expected(n))
  },
  20,
)
