example(() => solution.reverseWords('one two three'), 'three two one')
example(() => solution.reverseWords('  hello   world '), 'world hello')
example(() => solution.reverseWords('single'), 'single')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const words = text.trim().split(/ +/)
  const reversed: string[] = []
  while (words.length > 0) reversed.push(words.pop()!)
  return reversed.join(' ')
}

check("reverseWords('')", () => equal(solution.reverseWords(''), ''), 1)
check("reverseWords('   ')", () => equal(solution.reverseWords('   '), ''), 1)
check("reverseWords('a b')", () => equal(solution.reverseWords('a b'), 'b a'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 12, 'ab  c')
    equal(solution.reverseWords(text), expected(text))
  },
  12,
)
