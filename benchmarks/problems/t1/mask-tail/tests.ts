example(() => solution.mask('1234567890'), '******7890')
example(() => solution.mask('abcde'), '*bcde')
example(() => solution.mask('abc'), 'abc')

/** The rule once more, written for clarity. */
function expected(code: string): string {
  const hidden = Math.max(0, code.length - 4)
  return '*'.repeat(hidden) + code.substring(hidden)
}

check("mask('')", () => equal(solution.mask(''), ''), 1)
check("mask('wxyz')", () => equal(solution.mask('wxyz'), 'wxyz'), 1)
check("mask('******7')", () => equal(solution.mask('******7'), '******7'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const code = random.text(0, 12, 'abc123')
    equal(solution.mask(code), expected(code))
  },
  10,
)
