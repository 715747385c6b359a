example(() => solution.isAnagram('Dormitory', 'dirty room'), true)
example(() => solution.isAnagram('aab', 'abb'), false)
example(() => solution.isAnagram('listen', 'silent'), true)

/** The rule once more, written for clarity. */
function expected(a: string, b: string): boolean {
  const count = (text: string, c: string) => text.toLowerCase().split(c).length
  return [...(a + b).toLowerCase()].every((c) => c === ' ' || count(a, c) === count(b, c))
}

check("isAnagram('', '')", () => equal(solution.isAnagram('', ''), true), 1)
check("isAnagram('a', '')", () => equal(solution.isAnagram('a', ''), false), 1)
check("isAnagram('abc', 'ab')", () => equal(solution.isAnagram('abc', 'ab'), false), 1)
check("isAnagram('ab', 'abc')", () => equal(solution.isAnagram('ab', 'abc'), false), 1)
check("isAnagram('a!', 'a')", () => equal(solution.isAnagram('a!', 'a'), false), 1)
check("isAnagram(' a b', 'BA')", () => equal(solution.isAnagram(' a b', 'BA'), true), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const a = random.text(0, 4, 'abA ')
    const b = random.text(0, 4, 'abB ')
    equal(solution.isAnagram(a, b), expected(a, b))
  },
  10,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const a = ((t: string[]) => t.join(''))(['a', 'B', 'c', 'a'])
    const b = random.shuffle([...'AbCa ']).join('')
    equal(solution.isAnagram(a, b), expected(a, b))
  },
  10,
)
