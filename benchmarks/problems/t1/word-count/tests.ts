example(() => solution.wordCount('one two three'), 3)
example(() => solution.wordCount('  spaced   out  '), 2)
example(() => solution.wordCount(''), 0)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  return text.split(/\s/).filter(Boolean).length
}

check("wordCount('tab\\tand\\nline')", () => equal(solution.wordCount('tab\tand\nline'), 3), 1)
check("wordCount('\\n')", () => equal(solution.wordCount('\n'), 0), 1)
check("wordCount('x')", () => equal(solution.wordCount('x'), 1), 1)
check("wordCount('a\\n\\nb')", () => equal(solution.wordCount('a\n\nb'), 2), 1)
check(
  "wordCount('word-with-dash, and comma')",
  () => equal(solution.wordCount('word-with-dash, and comma'), 3),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 12, 'ab \t\n')
    equal(solution.wordCount(text), expected(text))
  },
  12,
)
