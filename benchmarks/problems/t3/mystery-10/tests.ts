example(() => solution.mystery('hello'), 4)
example(() => solution.mystery('aaa'), 1)
example(() => solution.mystery('abc'), 3)
example(() => solution.mystery(''), 0)
example(() => solution.mystery('abab'), 2)
example(() => solution.mystery('Aa'), 2)
example(() => solution.mystery('a b c'), 4)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  const sorted = [...text].sort()
  return sorted.filter((c, i) => c !== sorted[i + 1]).length
}

check("mystery('mississippi')", () => equal(solution.mystery('mississippi'), 4), 1)
check("mystery('zZzZ')", () => equal(solution.mystery('zZzZ'), 2), 1)
check("mystery('1 1')", () => equal(solution.mystery('1 1'), 2), 1)
check("mystery('x')", () => equal(solution.mystery('x'), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9, 'abAB 1')
    equal(solution.mystery(text), expected(text))
  },
  12,
)
