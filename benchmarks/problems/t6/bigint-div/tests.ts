example(() => solution.divide('1000', '7'), { quotient: '142', remainder: '6' })
example(() => solution.divide('100000000000000000000001', '100000000000'), {
  quotient: '1000000000000',
  remainder: '1',
})
example(() => solution.divide('5', '12'), { quotient: '0', remainder: '5' })
exampleThrows(() => solution.divide('5', '0'))

check('zero', () => equal(solution.divide('0', '9'), { quotient: '0', remainder: '0' }), 1)
check(
  'by itself',
  () =>
    equal(solution.divide('123456789012345678901', '123456789012345678901'), {
      quotient: '1',
      remainder: '0',
    }),
  1,
)
check(
  'by one',
  () =>
    equal(solution.divide('90000000000000000000000', '1'), {
      quotient: '90000000000000000000000',
      remainder: '0',
    }),
  1,
)
check('zero by zero', () => throws(() => solution.divide('0', '0')), 1)

const long = (random: Random, digits: number) =>
  random.text(1, digits, random.pick(['0123456789', '09', '01'])).replace(/^0+(?=\d)/, '')

check(
  'agrees with bigint',
  (random) => {
    const a = BigInt(long(random, random.pick([3, 12, 24])))
    const b = BigInt(long(random, random.pick([1, 2, 6, 14])))
    if (b === 0n) return
    equal(solution.divide(String(a), String(b)), {
      quotient: String(a / b),
      remainder: String(a % b),
    })
  },
  20,
)
check(
  'close to a whole quotient',
  (random) => {
    const b = random.bigint(2n, 10n ** 12n)
    const times = random.bigint(1n, 10n ** 9n)
    const a = b * times - random.bigint(0n, 1n)
    equal(solution.divide(String(a), String(b)), {
      quotient: String(a / b),
      remainder: String(a % b),
    })
  },
  8,
)
