example(() => solution.everyNth([1, 2, 3, 4, 5, 6], 2), [2, 4, 6])
example(() => solution.everyNth([5, 6, 7], 1), [5, 6, 7])
example(() => solution.everyNth([9, 8], 3), [])

/** The rule once more, written for clarity. */
function expected(list: number[], n: number): number[] {
  const head = list.slice(0, n)
  return head.length < n ? [] : [head[n - 1]!, ...expected(list.slice(n), n)]
}

check('everyNth([], 1)', () => equal(solution.everyNth([], 1), []), 1)
check('everyNth([4, 5, 6], 3)', () => equal(solution.everyNth([4, 5, 6], 3), [6]), 1)
check('everyNth([0, 4, 8, 1, 1], 4)', () => equal(solution.everyNth([0, 4, 8, 1, 1], 4), [1]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 10, () => random.int(0, 20))
    const n = random.int(1, 4)
    equal(solution.everyNth(list, n), expected(list, n))
  },
  10,
)
