example(() => solution.endsAlike('level'), true)
example(() => solution.endsAlike('abca'), true)
example(() => solution.endsAlike('abc'), false)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  return text.charAt(0) === text.charAt(text.length - 1)
}

check("endsAlike('')", () => equal(solution.endsAlike(''), true), 1)
check("endsAlike('x')", () => equal(solution.endsAlike('x'), true), 1)
check("endsAlike('xX')", () => equal(solution.endsAlike('xX'), false), 1)
check("endsAlike('ab')", () => equal(solution.endsAlike('ab'), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 5, 'abA')
    equal(solution.endsAlike(text), expected(text))
  },
  14,
)
