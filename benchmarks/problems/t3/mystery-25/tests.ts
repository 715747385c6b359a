example(() => solution.mystery(['the', 'cat', 'sat']), 'ett')
example(() => solution.mystery(['one']), 'e')
example(() => solution.mystery([]), '')
example(() => solution.mystery(['hello', 'world']), 'od')
example(() => solution.mystery(['Blue', 'SKY']), 'eY')
example(() => solution.mystery(['a', 'b']), 'ab')
example(() => solution.mystery(['stop', 'area', 'milk', 'leap']), 'pakp')

/** The rule once more, written for clarity. */
function expected(words: string[]): string {
  return words.map((word) => [...word].reverse().join('').charAt(0)).reduce((a, b) => a + b, '')
}

check("mystery(['xy', 'zw', 'ba'])", () => equal(solution.mystery(['xy', 'zw', 'ba']), 'ywa'), 1)
check(
  "mystery(['banana', 'tree', 'zoo'])",
  () => equal(solution.mystery(['banana', 'tree', 'zoo']), 'aeo'),
  1,
)
check("mystery(['Z'])", () => equal(solution.mystery(['Z']), 'Z'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const words = random.list(0, 5, () => random.text(1, 5, 'abcdXYz'))
    equal(solution.mystery(words), expected(words))
  },
  10,
)
