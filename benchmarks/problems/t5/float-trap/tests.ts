example(() => solution.sumDecimals(['0.1', '0.2']), '0.3')
example(() => solution.sumDecimals(['1.50', '-0.25', '010']), '11.25')
example(() => solution.sumDecimals(['0.5', '-0.50']), '0')
example(
  () => solution.sumDecimals(['9007199254740993', '0.0000000000000000001']),
  '9007199254740993.0000000000000000001',
)

/** The sum in units of 10 ** -6, written down again with superfluous zeros or without. */
const written = (units: number) => {
  const digits = String(Math.abs(units)).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  const sign = units < 0 ? '-' : ''
  return sign + digits.slice(0, -6).replace(/^0+(?=.)/, '') + (fraction && `.${fraction}`)
}

check('nothing', () => equal(solution.sumDecimals([]), '0'), 1)
check('minus zero', () => equal(solution.sumDecimals(['-0.00']), '0'), 1)
check('small and negative', () => equal(solution.sumDecimals(['-0.005', '0.001']), '-0.004'), 1)
check(
  'zeros of a whole number stay',
  () => equal(solution.sumDecimals(['100.0', '900']), '1000'),
  1,
)
check('many small ones', () => equal(solution.sumDecimals(Array(10).fill('0.1')), '1'), 1)
check(
  'big ones',
  () =>
    equal(solution.sumDecimals(['99999999999999999999.99', '0.01', '-1']), '99999999999999999999'),
  1,
)
check(
  'shortens one number',
  (random) => {
    const units = random.pick([random.int(-99, 99), random.int(-20_000_000, 20_000_000)]) * 100
    const text = written(units)
    const longer = text.includes('.') ? `${text}00` : `${text}.0`
    equal(solution.sumDecimals([longer.replace(/^-?/, '$&000')]), text)
  },
  10,
)
check(
  'agrees with whole numbers of millionths',
  (random) => {
    const list = random.list(0, 5, () => random.int(-999, 999) * 10 ** random.int(0, 6))
    const sum = list.reduce((total, units) => total + units, 0)
    equal(solution.sumDecimals(list.map(written)), written(sum))
  },
  30,
)
