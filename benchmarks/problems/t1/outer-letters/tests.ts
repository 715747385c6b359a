example(() => solution.outer('hello'), 'ho')
example(() => solution.outer('x'), 'xx')
example(() => solution.outer(''), '')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const characters = [...text]
  return (characters.shift() ?? '') + ([...text].pop() ?? '')
}

check("outer('ab')", () => equal(solution.outer('ab'), 'ab'), 1)
check("outer('abcba')", () => equal(solution.outer('abcba'), 'aa'), 1)
check("outer('  z')", () => equal(solution.outer('  z'), ' z'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 6, 'abc ')
    equal(solution.outer(text), expected(text))
  },
  10,
)
