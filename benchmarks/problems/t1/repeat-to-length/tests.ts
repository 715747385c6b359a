example(() => solution.fill('abc', 7), 'abcabca')
example(() => solution.fill('-', 4), '----')
example(() => solution.fill('xyz', 2), 'xy')

/** The rule once more, written for clarity. */
function expected(pattern: string, length: number): string {
  return Array.from({ length }, (_, i) => pattern[i % pattern.length]).join('')
}

check("fill('ab', 0)", () => equal(solution.fill('ab', 0), ''), 1)
check("fill('ab', 4)", () => equal(solution.fill('ab', 4), 'abab'), 1)
check("fill('abc', 1)", () => equal(solution.fill('abc', 1), 'a'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const pattern = random.text(1, 4, 'abc')
    const length = random.int(0, 12)
    equal(solution.fill(pattern, length), expected(pattern, length))
  },
  10,
)
