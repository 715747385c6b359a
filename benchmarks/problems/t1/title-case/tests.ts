example(() => solution.titleCase('the quick fox'), 'The Quick Fox')
example(() => solution.titleCase("don't SHOUT"), "Don't Shout")
example(() => solution.titleCase('a'), 'A')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^| )([^ ])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase())
}

check("titleCase('')", () => equal(solution.titleCase(''), ''), 1)
check(
  "titleCase('x-ray of MY hand')",
  () => equal(solution.titleCase('x-ray of MY hand'), 'X-ray Of My Hand'),
  1,
)
check("titleCase('UPPER')", () => equal(solution.titleCase('UPPER'), 'Upper'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.list(0, 4, () => random.text(1, 4, "abCD'-")).join(' ')
    equal(solution.titleCase(text), expected(text))
  },
  12,
)
