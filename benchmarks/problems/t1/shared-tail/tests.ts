example(() => solution.sharedTail('walking', 'talking'), 6)
example(() => solution.sharedTail('abc', 'abd'), 0)
example(() => solution.sharedTail('same', 'same'), 4)

/** The rule once more, written for clarity. */
function expected(a: string, b: string): number {
  return [...a]
    .map((_, i) => a.slice(i))
    .concat('')
    .find((tail) => b.endsWith(tail))!.length
}

check("sharedTail('', '')", () => equal(solution.sharedTail('', ''), 0), 1)
check("sharedTail('', 'a')", () => equal(solution.sharedTail('', 'a'), 0), 1)
check("sharedTail('xa', 'a')", () => equal(solution.sharedTail('xa', 'a'), 1), 1)
check("sharedTail('a', 'ba')", () => equal(solution.sharedTail('a', 'ba'), 1), 1)
check("sharedTail('xbc', 'ybc')", () => equal(solution.sharedTail('xbc', 'ybc'), 2), 1)
check("sharedTail('axa', 'bxa')", () => equal(solution.sharedTail('axa', 'bxa'), 2), 1)
check("sharedTail('abab', 'bab')", () => equal(solution.sharedTail('abab', 'bab'), 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.text(0, 5, 'ab')
    const b = random.text(0, 5, 'ab')
    equal(solution.sharedTail(a, b), expected(a, b))
  },
  14,
)
