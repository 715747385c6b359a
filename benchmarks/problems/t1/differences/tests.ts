example(() => solution.differences([1, 4, 9, 16]), [3, 5, 7])
example(() => solution.differences([5, 3]), [-2])
example(() => solution.differences([8]), [])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  return list.flatMap((n, i) => (i + 1 in list ? [list[i + 1]! - n] : []))
}

check('differences([])', () => equal(solution.differences([]), []), 1)
check('differences([2, 2, 2])', () => equal(solution.differences([2, 2, 2]), [0, 0]), 1)
check('differences([0, -5, 5])', () => equal(solution.differences([0, -5, 5]), [-5, 10]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-20, 20))
    equal(solution.differences(list), expected(list))
  },
  10,
)
