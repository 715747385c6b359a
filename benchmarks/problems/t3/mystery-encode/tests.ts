example(() => solution.mystery('abc'), '1-2-3')
example(() => solution.mystery('z'), '26')
example(() => solution.mystery('hello'), '8-5-12-12-15')
example(() => solution.mystery(''), '')
example(() => solution.mystery('aa'), '1-1')
example(() => solution.mystery('jk'), '10-11')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text
    .split('')
    .map((c) => String(Number.parseInt(c, 36) - 9))
    .join('-')
}

check("mystery('quiz')", () => equal(solution.mystery('quiz'), '17-21-9-26'), 1)
check("mystery('mn')", () => equal(solution.mystery('mn'), '13-14'), 1)
check("mystery('zebra')", () => equal(solution.mystery('zebra'), '26-5-2-18-1'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 8)
    equal(solution.mystery(text), expected(text))
  },
  8,
)
