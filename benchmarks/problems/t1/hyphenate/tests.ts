example(() => solution.repeatWord('ha', 3), 'ha-ha-ha')
example(() => solution.repeatWord('x', 1), 'x')
example(() => solution.repeatWord('no', 0), '')

/** The rule once more, written for clarity. */
function expected(word: string, times: number): string {
  if (times === 0) return ''
  return times === 1 ? word : `${word}-${expected(word, times - 1)}`
}

check("repeatWord('a-b', 2)", () => equal(solution.repeatWord('a-b', 2), 'a-b-a-b'), 1)
check("repeatWord('z', 5)", () => equal(solution.repeatWord('z', 5), 'z-z-z-z-z'), 1)
check("repeatWord('ab', 4)", () => equal(solution.repeatWord('ab', 4), 'ab-ab-ab-ab'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const word = random.text(1, 4)
    const times = random.int(0, 6)
    equal(solution.repeatWord(word, times), expected(word, times))
  },
  8,
)
