example(() => solution.mystery('hello'), 'HeLlO')
example(() => solution.mystery('ABC'), 'AbC')
example(() => solution.mystery('a b c'), 'A B C')
example(() => solution.mystery('xy zw'), 'Xy zW')
example(() => solution.mystery(''), '')
example(() => solution.mystery('Q'), 'Q')
example(() => solution.mystery('one two'), 'OnE TwO')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text
    .toLowerCase()
    .replace(/(.)(.?)/g, (_, first: string, second: string) => first.toUpperCase() + second)
}

check("mystery('ab cd')", () => equal(solution.mystery('ab cd'), 'Ab cD'), 1)
check("mystery('wOrLd')", () => equal(solution.mystery('wOrLd'), 'WoRlD'), 1)
check("mystery(' x')", () => equal(solution.mystery(' x'), ' x'), 1)
check("mystery('abc def')", () => equal(solution.mystery('abc def'), 'AbC DeF'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9, 'abcXY ')
    equal(solution.mystery(text), expected(text))
  },
  12,
)
