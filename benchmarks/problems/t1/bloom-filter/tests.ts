example(() => solution.mightContain(['cat', 'dog'], 'cat', 50), true)
example(() => solution.mightContain(['cat'], 'dog', 50), false)
example(() => solution.mightContain(['ab'], 'ba', 3), false)

/** The rule once more, written for clarity. */
function expected(added: string[], asked: string, size: number): boolean {
  const sums = (word: string): [number, number] => {
    const plain = [...word].reduce((sum, c) => sum + c.charCodeAt(0), 0)
    const tails = [...word].map((_, i) =>
      [...word.slice(i)].reduce((sum, c) => sum + c.charCodeAt(0), 0),
    )
    return [plain, tails.reduce((a, b) => a + b, 0)]
  }
  const set = added.flatMap((word) => sums(word).map((n) => n % size))
  const [first, second] = sums(asked)
  return set.includes(first % size) && set.includes(second % size)
}

check("mightContain([], 'a', 10)", () => equal(solution.mightContain([], 'a', 10), false), 1)
check("mightContain([], '', 5)", () => equal(solution.mightContain([], '', 5), false), 1)
check("mightContain([''], '', 7)", () => equal(solution.mightContain([''], '', 7), true), 1)
check("mightContain(['a'], '', 97)", () => equal(solution.mightContain(['a'], '', 97), true), 1)
check(
  "mightContain(['ab', 'ba'], 'c', 1)",
  () => equal(solution.mightContain(['ab', 'ba'], 'c', 1), true),
  1,
)
check(
  "mightContain(['abc', 'x', 'yz'], 'cab', 20)",
  () => equal(solution.mightContain(['abc', 'x', 'yz'], 'cab', 20), false),
  1,
)
check(
  "mightContain(['b', 'd'], 'aa', 97)",
  () => equal(solution.mightContain(['b', 'd'], 'aa', 97), false),
  1,
)
check(
  "mightContain(['ab', 'cd'], 'cb', 8)",
  () => equal(solution.mightContain(['ab', 'cd'], 'cb', 8), true),
  1,
)
check(
  "mightContain(['a', 'c'], 'da', 5)",
  () => equal(solution.mightContain(['a', 'c'], 'da', 5), true),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const added = random.list(0, 4, () => random.text(1, 3, 'abcd'))
    const asked = random.text(1, 3, 'abcd')
    const size = random.pick([5, 8, 13])
    equal(solution.mightContain(added, asked, size), expected(added, asked, size))
  },
  24,
)
