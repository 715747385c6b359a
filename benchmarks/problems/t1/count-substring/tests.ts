example(() => solution.countOccurrences('banana', 'an'), 2)
example(() => solution.countOccurrences('aaa', 'aa'), 2)
example(() => solution.countOccurrences('abc', 'x'), 0)

/** The rule once more, written for clarity. */
function expected(text: string, part: string): number {
  return Array.from(text, (_, i) => text.slice(i, i + part.length)).filter(
    (piece) => piece === part,
  ).length
}

check("countOccurrences('', 'a')", () => equal(solution.countOccurrences('', 'a'), 0), 1)
check("countOccurrences('a', 'a')", () => equal(solution.countOccurrences('a', 'a'), 1), 1)
check("countOccurrences('ab', 'abc')", () => equal(solution.countOccurrences('ab', 'abc'), 0), 1)
check(
  "countOccurrences('abab', 'abab')",
  () => equal(solution.countOccurrences('abab', 'abab'), 1),
  1,
)
check("countOccurrences('xyx', 'x')", () => equal(solution.countOccurrences('xyx', 'x'), 2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, 'ab')
    const part = random.text(1, 3, 'ab')
    equal(solution.countOccurrences(text, part), expected(text, part))
  },
  14,
)
