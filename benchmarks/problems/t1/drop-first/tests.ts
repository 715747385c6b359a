example(() => solution.dropFirst([1, 2, 3], 1), [2, 3])
example(() => solution.dropFirst([4, 5], 0), [4, 5])
example(() => solution.dropFirst([6], 3), [])

/** The rule once more, written for clarity. */
function expected(list: number[], n: number): number[] {
  const rest = [...list]
  for (let i = 0; i < n; i++) rest.shift()
  return rest
}

check('dropFirst([], 2)', () => equal(solution.dropFirst([], 2), []), 1)
check('dropFirst([1, 2, 3, 4], 4)', () => equal(solution.dropFirst([1, 2, 3, 4], 4), []), 1)
check('dropFirst([9, 8, 7, 6], 2)', () => equal(solution.dropFirst([9, 8, 7, 6], 2), [7, 6]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(0, 9))
    const n = random.int(0, 6)
    equal(solution.dropFirst(list, n), expected(list, n))
  },
  10,
)
