example(() => solution.commonPrefix(['flower', 'flow', 'flight']), 'fl')
example(() => solution.commonPrefix(['dog', 'cat']), '')
example(() => solution.commonPrefix(['same', 'same']), 'same')

/** The rule once more, written for clarity. */
function expected(words: string[]): string {
  const sorted = [...words].sort()
  const [least, greatest] = [sorted[0] ?? '', sorted.at(-1) ?? '']
  let prefix = ''
  for (const [i, c] of [...least].entries()) {
    if (greatest[i] !== c) break
    prefix += c
  }
  return prefix
}

check('commonPrefix([])', () => equal(solution.commonPrefix([]), ''), 1)
check("commonPrefix(['alone'])", () => equal(solution.commonPrefix(['alone']), 'alone'), 1)
check("commonPrefix(['', 'a'])", () => equal(solution.commonPrefix(['', 'a']), ''), 1)
check(
  "commonPrefix(['ab', 'abc', 'a'])",
  () => equal(solution.commonPrefix(['ab', 'abc', 'a']), 'a'),
  1,
)
check(
  "commonPrefix(['abc', 'abd', 'xbc'])",
  () => equal(solution.commonPrefix(['abc', 'abd', 'xbc']), ''),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const words = random.list(
      0,
      3,
      () => random.pick(['', 'a', 'ab', 'aba']) + random.text(0, 3, 'ab'),
    )
    equal(solution.commonPrefix(words), expected(words))
  },
  12,
)
