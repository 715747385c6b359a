example(() => solution.allEqual([2, 2, 2]), true)
example(() => solution.allEqual([1, 1, 2]), false)
example(() => solution.allEqual([]), true)

/** The rule once more, written for clarity. */
function expected(list: number[]): boolean {
  return list.length === 0 || Math.min(...list) === Math.max(...list)
}

check('allEqual([9])', () => equal(solution.allEqual([9]), true), 1)
check('allEqual([1, 2, 1])', () => equal(solution.allEqual([1, 2, 1]), false), 1)
check('allEqual([0, 0])', () => equal(solution.allEqual([0, 0]), true), 1)
check('allEqual([1, 2])', () => equal(solution.allEqual([1, 2]), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 3, () => random.int(0, 1))
    equal(solution.allEqual(list), expected(list))
  },
  14,
)
