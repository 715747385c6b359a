example(() => solution.mystery('abc'), 'b')
example(() => solution.mystery('abcd'), 'bc')
example(() => solution.mystery('x'), 'x')
example(() => solution.mystery('xy'), 'xy')
example(() => solution.mystery('hello'), 'l')
example(() => solution.mystery('middle'), 'dd')
example(() => solution.mystery(''), '')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const middle = (text.length - 1) / 2
  return [...text].filter((_, i) => Math.abs(i - middle) < 1).join('')
}

check("mystery('1234567')", () => equal(solution.mystery('1234567'), '4'), 1)
check("mystery('12345678')", () => equal(solution.mystery('12345678'), '45'), 1)
check("mystery('aaab')", () => equal(solution.mystery('aaab'), 'aa'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9)
    equal(solution.mystery(text), expected(text))
  },
  10,
)
