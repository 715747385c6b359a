example(() => solution.shorten('hello world', 8), 'hello...')
example(() => solution.shorten('short', 10), 'short')
example(() => solution.shorten('exact', 5), 'exact')

/** The rule once more, written for clarity. */
function expected(text: string, max: number): string {
  const dotted = `${text.substring(0, max - 3)}...`
  return dotted.length === max && text.length > max ? dotted : text
}

check("shorten('', 3)", () => equal(solution.shorten('', 3), ''), 1)
check("shorten('abcd', 3)", () => equal(solution.shorten('abcd', 3), '...'), 1)
check("shorten('abc', 3)", () => equal(solution.shorten('abc', 3), 'abc'), 1)
check("shorten('abcdef', 5)", () => equal(solution.shorten('abcdef', 5), 'ab...'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, 'abcd ')
    const max = random.int(3, 9)
    equal(solution.shorten(text, max), expected(text, max))
  },
  14,
)
