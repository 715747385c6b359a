example(() => solution.mystery(5), '101')
example(() => solution.mystery(8), '1000')
example(() => solution.mystery(0), '0')
example(() => solution.mystery(1), '1')
example(() => solution.mystery(2), '10')
example(() => solution.mystery(10), '1010')
example(() => solution.mystery(6), '110')
example(() => solution.mystery(13), '1101')

/** The rule once more, written for clarity. */
function expected(n: number): string {
  let digits = ''
  let rest = n
  for (let power = 1024; power >= 1; power /= 2) {
    digits += rest >= power ? '1' : '0'
    if (rest >= power) rest -= power
  }
  return digits.replace(/^0+(?=.)/, '')
}

check('mystery(7)', () => equal(solution.mystery(7), '111'), 1)
check('mystery(16)', () => equal(solution.mystery(16), '10000'), 1)
check('mystery(255)', () => equal(solution.mystery(255), '11111111'), 1)
check('mystery(1000)', () => equal(solution.mystery(1000), '1111101000'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 1500)
    equal(solution.mystery(n), expected(n))
  },
  10,
)
