example(() => solution.editDistance('kitten', 'sitting'), 3)
example(() => solution.editDistance('abc', 'abc'), 0)
example(() => solution.editDistance('', 'xy'), 2)

/** The rule once more, written for clarity. */
function expected(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  return a[0] === b[0]
    ? expected(restA, restB)
    : 1 + Math.min(expected(restA, b), expected(a, restB), expected(restA, restB))
}

check("editDistance('', '')", () => equal(solution.editDistance('', ''), 0), 1)
check("editDistance('abc', '')", () => equal(solution.editDistance('abc', ''), 3), 1)
check("editDistance('ab', 'ba')", () => equal(solution.editDistance('ab', 'ba'), 2), 1)
check("editDistance('xabc', 'abc')", () => equal(solution.editDistance('xabc', 'abc'), 1), 1)
check(
  "editDistance('intention', 'execution')",
  () => equal(solution.editDistance('intention', 'execution'), 5),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.text(0, 5, 'abc')
    const b = random.text(0, 5, 'abc')
    equal(solution.editDistance(a, b), expected(a, b))
  },
  12,
)
