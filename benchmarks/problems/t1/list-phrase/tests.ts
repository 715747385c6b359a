example(() => solution.phrase(['red', 'green', 'blue']), 'red, green and blue')
example(() => solution.phrase(['salt', 'pepper']), 'salt and pepper')
example(() => solution.phrase(['alone']), 'alone')
example(() => solution.phrase([]), '')

/** The rule once more, written for clarity. */
function expected(words: string[]): string {
  const [a, b, ...rest] = words
  if (a === undefined) return ''
  if (b === undefined) return a
  return rest.length === 0 ? `${a} and ${b}` : expected([`${a}, ${b}`, ...rest])
}

check(
  "phrase(['a', 'b', 'c', 'd'])",
  () => equal(solution.phrase(['a', 'b', 'c', 'd']), 'a, b, c and d'),
  1,
)
check("phrase(['x', 'x'])", () => equal(solution.phrase(['x', 'x']), 'x and x'), 1)
check(
  "phrase(['one', 'two', 'three', 'four', 'five'])",
  () =>
    equal(
      solution.phrase(['one', 'two', 'three', 'four', 'five']),
      'one, two, three, four and five',
    ),
  1,
)
check("phrase(['solo act'])", () => equal(solution.phrase(['solo act']), 'solo act'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const words = random.list(0, 6, () => random.text(1, 3))
    equal(solution.phrase(words), expected(words))
  },
  10,
)
