example(() => solution.secondLargest([3, 1, 4, 1, 5]), 4)
example(() => solution.secondLargest([5, 5, 2]), 2)
example(() => solution.secondLargest([7, 7]), null)

/** The rule once more, written for clarity. */
function expected(list: number[]): number | null {
  let [first, second] = [-Infinity, -Infinity]
  for (const n of list) {
    if (n > first) [first, second] = [n, first]
    else if (n > second && n !== first) second = n
  }
  return second === -Infinity ? null : second
}

check('secondLargest([])', () => equal(solution.secondLargest([]), null), 1)
check('secondLargest([1])', () => equal(solution.secondLargest([1]), null), 1)
check('secondLargest([0, 9])', () => equal(solution.secondLargest([0, 9]), 0), 1)
check('secondLargest([10, 9, 1])', () => equal(solution.secondLargest([10, 9, 1]), 9), 1)
check('secondLargest([-1, -2, -3])', () => equal(solution.secondLargest([-1, -2, -3]), -2), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(-3, 12))
    equal(solution.secondLargest(list), expected(list))
  },
  14,
)
