example(() => solution.isSubsequence('brd', 'board'), true)
example(() => solution.isSubsequence('drb', 'board'), false)
example(() => solution.isSubsequence('', 'x'), true)
example(() => solution.isSubsequence('aa', 'a'), false)

/** The rule once more, written for clarity. */
function expected(short: string, long: string): boolean {
  const subsequences = [...long].reduce((all, c) => all.concat(all.map((text) => text + c)), [''])
  return subsequences.includes(short)
}

check("isSubsequence('', '')", () => equal(solution.isSubsequence('', ''), true), 1)
check("isSubsequence('x', '')", () => equal(solution.isSubsequence('x', ''), false), 1)
check("isSubsequence('abc', 'abc')", () => equal(solution.isSubsequence('abc', 'abc'), true), 1)
check("isSubsequence('A', 'a')", () => equal(solution.isSubsequence('A', 'a'), false), 1)
check("isSubsequence('aba', 'aabb')", () => equal(solution.isSubsequence('aba', 'aabb'), false), 1)
check("isSubsequence('ace', 'abcde')", () => equal(solution.isSubsequence('ace', 'abcde'), true), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const short = random.text(0, 3, 'ab')
    const long = random.text(0, 6, 'abA')
    equal(solution.isSubsequence(short, long), expected(short, long))
  },
  16,
)
