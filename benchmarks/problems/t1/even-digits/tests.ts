example(() => solution.allDigitsEven(248), true)
example(() => solution.allDigitsEven(124), false)
example(() => solution.allDigitsEven(0), true)
example(() => solution.allDigitsEven(33), false)

/** The rule once more, written for clarity. */
function expected(n: number): boolean {
  return n % 2 === 0 && (n < 10 || expected(Math.floor(n / 10)))
}

check('allDigitsEven(20)', () => equal(solution.allDigitsEven(20), true), 1)
check('allDigitsEven(7)', () => equal(solution.allDigitsEven(7), false), 1)
check('allDigitsEven(4096)', () => equal(solution.allDigitsEven(4096), false), 1)
check('allDigitsEven(6408)', () => equal(solution.allDigitsEven(6408), true), 1)
check('allDigitsEven(80000)', () => equal(solution.allDigitsEven(80000), true), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.pick([random.int(0, 99), Number(random.text(1, 4, '0246824681'))])
    equal(solution.allDigitsEven(n), expected(n))
  },
  16,
)
