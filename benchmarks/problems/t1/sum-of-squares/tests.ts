example(() => solution.sumOfSquares([1, 2, 3]), 14)
example(() => solution.sumOfSquares([-4]), 16)
example(() => solution.sumOfSquares([]), 0)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  return list.length === 0 ? 0 : list[0]! * list[0]! + expected(list.slice(1))
}

check('sumOfSquares([0, 0])', () => equal(solution.sumOfSquares([0, 0]), 0), 1)
check('sumOfSquares([10, -1])', () => equal(solution.sumOfSquares([10, -1]), 101), 1)
check('sumOfSquares([3, 3])', () => equal(solution.sumOfSquares([3, 3]), 18), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(-9, 9))
    equal(solution.sumOfSquares(list), expected(list))
  },
  10,
)
