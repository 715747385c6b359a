example(() => solution.without([1, 2, 3, 2], [2]), [1, 3])
example(() => solution.without([4, 4, 5], [9]), [4, 4, 5])
example(() => solution.without([6], [6, 7]), [])

/** The rule once more, written for clarity. */
function expected(list: number[], unwanted: number[]): number[] {
  const kept: number[] = []
  for (const n of list) if (unwanted.indexOf(n) === -1) kept.push(n)
  return kept
}

check('without([], [1])', () => equal(solution.without([], [1]), []), 1)
check('without([1, 1, 2], [])', () => equal(solution.without([1, 1, 2], []), [1, 1, 2]), 1)
check(
  'without([3, 1, 3, 1], [1, 5, 3])',
  () => equal(solution.without([3, 1, 3, 1], [1, 5, 3]), []),
  1,
)
check('without([0, 1], [0])', () => equal(solution.without([0, 1], [0]), [1]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(0, 5))
    const unwanted = random.list(0, 3, () => random.int(0, 5))
    equal(solution.without(list, unwanted), expected(list, unwanted))
  },
  12,
)
