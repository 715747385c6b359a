example(() => solution.lastN([1, 2, 3, 4], 2), [3, 4])
example(() => solution.lastN([1, 2], 5), [1, 2])
example(() => solution.lastN([1, 2, 3], 0), [])

/** The rule once more, written for clarity. */
function expected(list: number[], n: number): number[] {
  const kept = [...list].reverse().slice(0, n)
  return kept.reverse()
}

check('lastN([], 0)', () => equal(solution.lastN([], 0), []), 1)
check('lastN([], 3)', () => equal(solution.lastN([], 3), []), 1)
check('lastN([7, 8], 1)', () => equal(solution.lastN([7, 8], 1), [8]), 1)
check('lastN([7, 8], 2)', () => equal(solution.lastN([7, 8], 2), [7, 8]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 9))
    const n = random.int(0, 8)
    equal(solution.lastN(list, n), expected(list, n))
  },
  10,
)
