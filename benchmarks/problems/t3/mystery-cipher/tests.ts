example(() => solution.mystery('aaaa'), 'abcd')
example(() => solution.mystery('abc'), 'ace')
example(() => solution.mystery('hello'), 'hfnos')
example(() => solution.mystery('zz'), 'za')
example(() => solution.mystery(''), '')
example(() => solution.mystery('xyz'), 'xzb')
example(() => solution.mystery('cat'), 'cbv')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const next = (c: string) => (c === 'z' ? 'a' : String.fromCharCode(c.charCodeAt(0) + 1))
  return text === '' ? '' : text[0]! + expected([...text.slice(1)].map(next).join(''))
}

check("mystery('zzzz')", () => equal(solution.mystery('zzzz'), 'zabc'), 1)
check("mystery('mystery')", () => equal(solution.mystery('mystery'), 'mzuwiwe'), 1)
check(
  "mystery('aaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
  () => equal(solution.mystery('aaaaaaaaaaaaaaaaaaaaaaaaaaaab'), 'abcdefghijklmnopqrstuvwxyzabd'),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10)
    equal(solution.mystery(text), expected(text))
  },
  10,
)
