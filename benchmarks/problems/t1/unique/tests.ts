example(() => solution.unique([3, 1, 3, 2, 1]), [3, 1, 2])
example(() => solution.unique([5, 5, 5]), [5])
example(() => solution.unique([]), [])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const kept: number[] = []
  for (const n of list) if (!kept.some((other) => other === n)) kept.push(n)
  return kept
}

check('unique([0, -1, 0])', () => equal(solution.unique([0, -1, 0]), [0, -1]), 1)
check('unique([2, 1])', () => equal(solution.unique([2, 1]), [2, 1]), 1)
check('unique([1, 2, 1])', () => equal(solution.unique([1, 2, 1]), [1, 2]), 1)
check('unique([7])', () => equal(solution.unique([7]), [7]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 5))
    equal(solution.unique(list), expected(list))
  },
  10,
)
