example(() => solution.countLetter('Banana', 'a'), 3)
example(() => solution.countLetter('Hello', 'h'), 1)
example(() => solution.countLetter('', 'x'), 0)

/** The rule once more, written for clarity. */
function expected(text: string, letter: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++)
    if (text.charAt(i).toUpperCase() === letter.toUpperCase()) count += 1
  return count
}

check("countLetter('aAa', 'A')", () => equal(solution.countLetter('aAa', 'A'), 3), 1)
check("countLetter('xyz', 'Z')", () => equal(solution.countLetter('xyz', 'Z'), 1), 1)
check("countLetter('a', 'b')", () => equal(solution.countLetter('a', 'b'), 0), 1)
check("countLetter('Abba', 'a')", () => equal(solution.countLetter('Abba', 'a'), 2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 8, 'abAB.')
    const letter = random.pick(['a', 'b', 'A', 'B'])
    equal(solution.countLetter(text, letter), expected(text, letter))
  },
  12,
)
