example(() => solution.mystery('aabb'), 'ab')
example(() => solution.mystery('aaa'), 'a')
example(() => solution.mystery('abc'), 'abc')
example(() => solution.mystery('abab'), 'abab')
example(() => solution.mystery(''), '')
example(() => solution.mystery('bookkeeper'), 'bokeper')
example(() => solution.mystery('xxyxx'), 'xyx')
example(() => solution.mystery('aaaa  b'), 'a b')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  let result = ''
  for (const c of text) if (!result.endsWith(c)) result += c
  return result
}

check("mystery('mississippi')", () => equal(solution.mystery('mississippi'), 'misisipi'), 1)
check("mystery('zzzzzz')", () => equal(solution.mystery('zzzzzz'), 'z'), 1)
check("mystery('aA')", () => equal(solution.mystery('aA'), 'aA'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, 'aab ')
    equal(solution.mystery(text), expected(text))
  },
  12,
)
