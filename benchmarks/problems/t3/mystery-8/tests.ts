example(() => solution.mystery('abcd'), 'cdab')
example(() => solution.mystery('abcde'), 'deabc')
example(() => solution.mystery('ab'), 'ba')
example(() => solution.mystery('x'), 'x')
example(() => solution.mystery(''), '')
example(() => solution.mystery('football'), 'ballfoot')
example(() => solution.mystery('abc'), 'cab')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return [...text]
    .map((_, i) => text[(i + Math.floor((text.length + 1) / 2)) % text.length]!)
    .join('')
}

check("mystery('abcdef')", () => equal(solution.mystery('abcdef'), 'defabc'), 1)
check("mystery('1234567')", () => equal(solution.mystery('1234567'), '5671234'), 1)
check("mystery('xy')", () => equal(solution.mystery('xy'), 'yx'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9)
    equal(solution.mystery(text), expected(text))
  },
  10,
)
