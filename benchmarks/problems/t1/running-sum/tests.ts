example(() => solution.runningSum([1, 2, 3, 4]), [1, 3, 6, 10])
example(() => solution.runningSum([5]), [5])
example(() => solution.runningSum([3, -3, 3]), [3, 0, 3])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const sums: number[] = []
  for (const n of list) sums.push((sums.at(-1) ?? 0) + n)
  return sums
}

check('runningSum([])', () => equal(solution.runningSum([]), []), 1)
check('runningSum([0, 0])', () => equal(solution.runningSum([0, 0]), [0, 0]), 1)
check('runningSum([-1, -1, 10])', () => equal(solution.runningSum([-1, -1, 10]), [-1, -2, 8]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 9))
    equal(solution.runningSum(list), expected(list))
  },
  10,
)
