example(() => solution.capitalize('hello'), 'Hello')
example(() => solution.capitalize('hELLO wORLD'), 'Hello world')
example(() => solution.capitalize('already'), 'Already')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text === '' ? '' : text.toUpperCase()[0]! + text.toLowerCase().substring(1)
}

check("capitalize('')", () => equal(solution.capitalize(''), ''), 1)
check("capitalize('x')", () => equal(solution.capitalize('x'), 'X'), 1)
check("capitalize('Z')", () => equal(solution.capitalize('Z'), 'Z'), 1)
check("capitalize('9Lives')", () => equal(solution.capitalize('9Lives'), '9lives'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, 'abcXYZ 1')
    equal(solution.capitalize(text), expected(text))
  },
  10,
)
