example(() => solution.longerThan(['one', 'three', 'fifteen'], 3), ['three', 'fifteen'])
example(() => solution.longerThan(['a', ''], 0), ['a'])
example(() => solution.longerThan(['word'], 9), [])

/** The rule once more, written for clarity. */
function expected(words: string[], length: number): string[] {
  const kept: string[] = []
  for (const word of words) if (word.charAt(length) !== '') kept.push(word)
  return kept
}

check('longerThan([], 1)', () => equal(solution.longerThan([], 1), []), 1)
check(
  "longerThan(['ab', 'cd', 'efg'], 2)",
  () => equal(solution.longerThan(['ab', 'cd', 'efg'], 2), ['efg']),
  1,
)
check(
  "longerThan(['long', 'longest', 'longer'], 3)",
  () => equal(solution.longerThan(['long', 'longest', 'longer'], 3), ['long', 'longest', 'longer']),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const words = random.list(0, 6, () => random.text(0, 5, 'abc'))
    const length = random.int(0, 4)
    equal(solution.longerThan(words, length), expected(words, length))
  },
  10,
)
