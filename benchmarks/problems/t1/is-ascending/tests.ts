example(() => solution.isAscending([1, 2, 2, 5]), true)
example(() => solution.isAscending([1, 3, 2]), false)
example(() => solution.isAscending([]), true)

/** The rule once more, written for clarity. */
function expected(list: number[]): boolean {
  let highest = -Infinity
  for (const n of list) {
    if (n < highest) return false
    highest = n
  }
  return true
}

check('isAscending([4])', () => equal(solution.isAscending([4]), true), 1)
check('isAscending([2, 1])', () => equal(solution.isAscending([2, 1]), false), 1)
check('isAscending([9, 10])', () => equal(solution.isAscending([9, 10]), true), 1)
check('isAscending([3, 1, 4])', () => equal(solution.isAscending([3, 1, 4]), false), 1)
check('isAscending([1, 2, 1])', () => equal(solution.isAscending([1, 2, 1]), false), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const list = random.list(0, 4, () => random.int(0, 4))
    equal(solution.isAscending(list), expected(list))
  },
  10,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const list = random.list(2, 5, (i) => 5 * i + random.int(0, 6))
    equal(solution.isAscending(list), expected(list))
  },
  10,
)
