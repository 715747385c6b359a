example(() => solution.reverse('abc'), 'cba')
example(() => solution.reverse('a b'), 'b a')
example(() => solution.reverse(''), '')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text === '' ? '' : text.at(-1)! + expected(text.slice(0, -1))
}

check("reverse('x')", () => equal(solution.reverse('x'), 'x'), 1)
check("reverse('abcd')", () => equal(solution.reverse('abcd'), 'dcba'), 1)
check("reverse('racecar!')", () => equal(solution.reverse('racecar!'), '!racecar'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9, 'abc X1')
    equal(solution.reverse(text), expected(text))
  },
  10,
)
