example(() => solution.mystery('abcd', 1), 'bcda')
example(() => solution.mystery('hello', 2), 'llohe')
example(() => solution.mystery('xyz', 0), 'xyz')
example(() => solution.mystery('abc', 3), 'abc')
example(() => solution.mystery('ab', 5), 'ba')
example(() => solution.mystery('planet', 4), 'etplan')
example(() => solution.mystery('q', 1), 'q')

/** The rule once more, written for clarity. */
function expected(text: string, n: number): string {
  return [...text].map((_, i) => text[(i + n) % text.length]!).join('')
}

check("mystery('abcde', 7)", () => equal(solution.mystery('abcde', 7), 'cdeab'), 1)
check("mystery('abc', 10)", () => equal(solution.mystery('abc', 10), 'bca'), 1)
check("mystery('stream', 3)", () => equal(solution.mystery('stream', 3), 'eamstr'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(1, 8)
    const n = random.int(0, 14)
    equal(solution.mystery(text, n), expected(text, n))
  },
  12,
)
