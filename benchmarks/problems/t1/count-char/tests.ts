example(() => solution.countChar('banana', 'a'), 3)
example(() => solution.countChar('Hello', 'h'), 0)
example(() => solution.countChar('', 'x'), 0)

/** The rule once more, written for clarity. */
function expected(text: string, char: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charAt(i) === char) count += 1
  return count
}

check("countChar('aaa', 'a')", () => equal(solution.countChar('aaa', 'a'), 3), 1)
check("countChar('a.b.c', '.')", () => equal(solution.countChar('a.b.c', '.'), 2), 1)
check("countChar('xyz', 'z')", () => equal(solution.countChar('xyz', 'z'), 1), 1)
check("countChar('a', 'b')", () => equal(solution.countChar('a', 'b'), 0), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 8, 'abA.')
    const char = random.pick(['a', 'b', 'A', '.'])
    equal(solution.countChar(text, char), expected(text, char))
  },
  12,
)
