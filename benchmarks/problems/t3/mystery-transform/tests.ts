example(() => solution.mystery([1, 1, 1]), [1, 2, 3])
example(() => solution.mystery([5]), [5])
example(() => solution.mystery([2, 3, 4]), [2, 6, 12])
example(() => solution.mystery([]), [])
example(() => solution.mystery([10, 0, -1]), [10, 0, -3])
example(() => solution.mystery([1, 2, 3, 4, 5]), [1, 4, 9, 16, 25])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  return list.map((n, i) => Array.from({ length: i + 1 }, () => n).reduce((a, b) => a + b))
}

check('mystery([0, 7])', () => equal(solution.mystery([0, 7]), [0, 14]), 1)
check(
  'mystery([-3, -3, -3, -3])',
  () => equal(solution.mystery([-3, -3, -3, -3]), [-3, -6, -9, -12]),
  1,
)
check('mystery([9, 8, 7])', () => equal(solution.mystery([9, 8, 7]), [9, 16, 21]), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const list = random.list(0, 8, () => random.int(1, 20))
    equal(solution.mystery(list), expected(list))
  },
  6,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const list = random.list(0, 5, () => random.int(-20, -1))
    equal(solution.mystery(list), expected(list))
  },
  6,
)
