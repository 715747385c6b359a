example(() => solution.decode('3ab2c'), 'aaabcc')
example(() => solution.decode('12x'), 'xxxxxxxxxxxx')
example(() => solution.decode('plain'), 'plain')

/** The rule once more, written for clarity. */
function expected(code: string): string {
  const [, digits = '', letter = '', rest = ''] = /^(\d*)(.)(.*)$/.exec(code) ?? []
  return letter === '' ? '' : letter.repeat(Number(digits || '1')) + expected(rest)
}

check("decode('')", () => equal(solution.decode(''), ''), 1)
check("decode('1a')", () => equal(solution.decode('1a'), 'a'), 1)
check("decode('10 2-')", () => equal(solution.decode('10 2-'), '          --'), 1)
check("decode('ab3'.slice(0, 2))", () => equal(solution.decode('ab3'.slice(0, 2)), 'ab'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const code = random
      .list(0, 5, () => random.pick(['', '2', '3', '10', '9']) + random.pick(['a', 'b', ' ']))
      .join('')
    equal(solution.decode(code), expected(code))
  },
  12,
)
