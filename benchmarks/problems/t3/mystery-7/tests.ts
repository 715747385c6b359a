example(() => solution.mystery('ab'), 'aabb')
example(() => solution.mystery('x'), 'xx')
example(() => solution.mystery(''), '')
example(() => solution.mystery('hey'), 'hheeyy')
example(() => solution.mystery('aab'), 'aaaabb')
example(() => solution.mystery('a b'), 'aa  bb')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return Array.from({ length: 2 * text.length }, (_, i) => text[i >> 1]!).join('')
}

check("mystery('zz')", () => equal(solution.mystery('zz'), 'zzzz'), 1)
check("mystery('1-2')", () => equal(solution.mystery('1-2'), '11--22'), 1)
check("mystery('abcde')", () => equal(solution.mystery('abcde'), 'aabbccddee'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 8, 'abc 1')
    equal(solution.mystery(text), expected(text))
  },
  10,
)
