example(
  () => solution.wordFrequency('the cat and the dog'),
  [
    ['the', 2],
    ['and', 1],
    ['cat', 1],
    ['dog', 1],
  ],
)
example(
  () => solution.wordFrequency('b a'),
  [
    ['a', 1],
    ['b', 1],
  ],
)
example(
  () => solution.wordFrequency('Yes, yes: no!'),
  [
    ['yes', 2],
    ['no', 1],
  ],
)

/** The rule once more, written for clarity. */
function expected(text: string): [string, number][] {
  const words = [...text.toLowerCase().matchAll(/[a-z]+/g)].map(([word]) => word)
  const distinct = [...new Set(words)].sort()
  const counted = distinct.map((word): [string, number] => [
    word,
    words.filter((other) => other === word).length,
  ])
  return counted.sort((x, y) => y[1] - x[1])
}

check("wordFrequency('')", () => equal(solution.wordFrequency(''), []), 1)
check("wordFrequency('123 !')", () => equal(solution.wordFrequency('123 !'), []), 1)
check(
  'wordFrequency("it\'s its it")',
  () =>
    equal(solution.wordFrequency("it's its it"), [
      ['it', 2],
      ['its', 1],
      ['s', 1],
    ]),
  1,
)
check(
  "wordFrequency('z z a a m')",
  () =>
    equal(solution.wordFrequency('z z a a m'), [
      ['a', 2],
      ['z', 2],
      ['m', 1],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random
      .list(0, 9, () => random.pick(['a', 'B', 'b', 'cat', 'Cat,', 'do-g', 'z1z', '.']))
      .join(' ')
    equal(solution.wordFrequency(text), expected(text))
  },
  12,
)
