example(() => solution.encode('aaab'), '3a1b')
example(() => solution.encode('abc'), '1a1b1c')
example(() => solution.encode('zzzzzzzzzzzz'), '12z')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const runs: { letter: string; length: number }[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    if (last?.letter === letter) last.length++
    else runs.push({ letter, length: 1 })
  }
  return runs.map(({ letter, length }) => `${length}${letter}`).join('')
}

check("encode('')", () => equal(solution.encode(''), ''), 1)
check("encode('a')", () => equal(solution.encode('a'), '1a'), 1)
check("encode('aabaa')", () => equal(solution.encode('aabaa'), '2a1b2a'), 1)
check("encode('  x')", () => equal(solution.encode('  x'), '2 1x'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random
      .list(0, 5, () => random.pick(['a', 'b', '-']).repeat(random.pick([1, 2, 3, 11])))
      .join('')
    equal(solution.encode(text), expected(text))
  },
  12,
)
