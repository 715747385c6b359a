example(() => solution.hamming('karolin', 'kathrin'), 3)
example(() => solution.hamming('abc', 'abc'), 0)
example(() => solution.hamming('abc', 'ab'), -1)

/** The rule once more, written for clarity. */
function expected(a: string, b: string): number {
  let count = 0
  for (const [i, c] of [...a].entries()) if (b.charAt(i) !== c) count++
  return a.length === b.length ? count : -1
}

check("hamming('', '')", () => equal(solution.hamming('', ''), 0), 1)
check("hamming('a', 'b')", () => equal(solution.hamming('a', 'b'), 1), 1)
check("hamming('', 'x')", () => equal(solution.hamming('', 'x'), -1), 1)
check("hamming('ab', 'abc')", () => equal(solution.hamming('ab', 'abc'), -1), 1)
check("hamming('xbc', 'abc')", () => equal(solution.hamming('xbc', 'abc'), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.text(3, 4, 'ab')
    const b = random.text(3, 4, 'ab')
    equal(solution.hamming(a, b), expected(a, b))
  },
  14,
)
