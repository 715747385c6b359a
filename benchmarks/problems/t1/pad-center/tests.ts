example(() => solution.center('ab', 6), '  ab  ')
example(() => solution.center('abc', 6), ' abc  ')
example(() => solution.center('long text', 4), 'long text')

/** The rule once more, written for clarity. */
function expected(text: string, width: number): string {
  const gap = Math.max(0, width - text.length)
  return ' '.repeat(gap >> 1) + text + ' '.repeat(gap - (gap >> 1))
}

check("center('', 3)", () => equal(solution.center('', 3), '   '), 1)
check("center('x', 1)", () => equal(solution.center('x', 1), 'x'), 1)
check("center('x', 2)", () => equal(solution.center('x', 2), 'x '), 1)
check("center('', 0)", () => equal(solution.center('', 0), ''), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 5, 'abc')
    const width = random.int(0, 10)
    equal(solution.center(text, width), expected(text, width))
  },
  12,
)
