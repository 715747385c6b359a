example(() => [2, 3, 4, 5].map(solution.toBaseNeg2), ['110', '111', '100', '101'])
example(() => [-1, -2, -3].map(solution.toBaseNeg2), ['11', '10', '1101'])
example(() => solution.fromBaseNeg2('1101'), -3)

check('zero', () => equal([solution.toBaseNeg2(0), solution.fromBaseNeg2('0')], ['0', 0]), 1)
check('one', () => equal([solution.toBaseNeg2(1), solution.fromBaseNeg2('1')], ['1', 1]), 1)
check('leading zeros', () => equal(solution.fromBaseNeg2('000110'), 2), 1)
check(
  'reads the sum of the places',
  (random) => {
    const digits = random.text(1, 18, '01')
    const values = [...digits].map((digit, i) =>
      digit === '1' ? (-2) ** (digits.length - 1 - i) : 0,
    )
    equal(
      solution.fromBaseNeg2(digits),
      values.reduce((sum, value) => sum + value, 0),
    )
  },
  20,
)
check(
  'writes the one text without leading zeros',
  (random) => {
    const digits = `1${random.text(0, 17, '01')}`
    const value = [...digits].reduce(
      (sum, digit, i) => sum + Number(digit) * (-2) ** (digits.length - 1 - i),
      0,
    )
    equal(solution.toBaseNeg2(value), digits)
  },
  20,
)
check(
  'there and back',
  (random) => {
    const n = random.int(-1_000_000, 1_000_000)
    equal(solution.fromBaseNeg2(solution.toBaseNeg2(n)), n)
  },
  20,
)
