example(() => solution.longestWord('a quick brown fox'), 'quick')
example(() => solution.longestWord('same size here'), 'same')
example(() => solution.longestWord('word'), 'word')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  let best = ''
  for (const word of text.split(' ').reverse()) if (word.length >= best.length) best = word
  return best
}

check("longestWord('')", () => equal(solution.longestWord(''), ''), 1)
check("longestWord('bb aa')", () => equal(solution.longestWord('bb aa'), 'bb'), 1)
check("longestWord('x yy zzz')", () => equal(solution.longestWord('x yy zzz'), 'zzz'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.list(1, 5, () => random.text(1, 5, 'abc')).join(' ')
    equal(solution.longestWord(text), expected(text))
  },
  12,
)
