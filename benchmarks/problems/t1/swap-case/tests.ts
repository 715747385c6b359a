example(() => solution.swapCase('Hello'), 'hELLO')
example(() => solution.swapCase('ABC xyz'), 'abc XYZ')
example(() => solution.swapCase('1-2'), '1-2')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const lower = 'abcdefghijklmnopqrstuvwxyz'
  const upper = lower.toUpperCase()
  return [...text].map((c) => lower[upper.indexOf(c)] ?? upper[lower.indexOf(c)] ?? c).join('')
}

check("swapCase('')", () => equal(solution.swapCase(''), ''), 1)
check("swapCase('zZaA')", () => equal(solution.swapCase('zZaA'), 'ZzAa'), 1)
check("swapCase('A')", () => equal(solution.swapCase('A'), 'a'), 1)
check("swapCase('@[`{m')", () => equal(solution.swapCase('@[`{m'), '@[`{M'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, 'abzXAZ 1')
    equal(solution.swapCase(text), expected(text))
  },
  10,
)
