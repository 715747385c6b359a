example(() => solution.unwrap('unhappy', 'un'), 'happy')
example(() => solution.unwrap('happy', 'un'), 'happy')
example(() => solution.unwrap('ununited', 'un'), 'united')

/** The rule once more, written for clarity. */
function expected(text: string, prefix: string): string {
  return text.indexOf(prefix) === 0 ? text.split('').slice(prefix.length).join('') : text
}

check("unwrap('', 'a')", () => equal(solution.unwrap('', 'a'), ''), 1)
check("unwrap('a', '')", () => equal(solution.unwrap('a', ''), 'a'), 1)
check("unwrap('abc', 'abc')", () => equal(solution.unwrap('abc', 'abc'), ''), 1)
check("unwrap('reun', 'un')", () => equal(solution.unwrap('reun', 'un'), 'reun'), 1)
check("unwrap('ab', 'abc')", () => equal(solution.unwrap('ab', 'abc'), 'ab'), 1)
check("unwrap('UNhappy', 'un')", () => equal(solution.unwrap('UNhappy', 'un'), 'UNhappy'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 5, 'ab')
    const prefix = random.text(0, 2, 'ab')
    equal(solution.unwrap(text, prefix), expected(text, prefix))
  },
  12,
)
