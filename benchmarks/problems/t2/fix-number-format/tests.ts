example(() => solution.groupDigits(1234567), '1,234,567')
example(() => solution.groupDigits(1005), '1,005')
example(() => solution.groupDigits(999), '999')

check('zero', () => equal(solution.groupDigits(0), '0'), 1)
check('the first with a comma', () => equal(solution.groupDigits(1000), '1,000'), 1)
check('many zeros', () => equal(solution.groupDigits(1_000_020), '1,000,020'), 1)
check('six digits', () => equal(solution.groupDigits(120_003), '120,003'), 1)
check('the last', () => equal(solution.groupDigits(2 ** 53), '9,007,199,254,740,992'), 1)
check(
  'without commas it is the number',
  (random) => {
    const n = Number(random.text(1, 15, '0123456789'))
    const text = solution.groupDigits(n)
    equal(text.replaceAll(',', ''), String(n))
    ok(/^\d{1,3}(,\d{3})*$/.test(text), text)
  },
  20,
)
check(
  'groups with zeros',
  (random) => {
    const [a, b] = [random.int(1, 999), random.int(0, 99)]
    equal(solution.groupDigits(a * 1000 + b), `${a},${String(1000 + b).slice(1)}`)
  },
  10,
)
