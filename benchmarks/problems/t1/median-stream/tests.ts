example(() => solution.runningMedians([5, 1, 3]), [5, 3, 3])
example(() => solution.runningMedians([2, 4, 6, 8]), [2, 3, 4, 5])
example(() => solution.runningMedians([]), [])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const median = (numbers: number[]): number => {
    if (numbers.length <= 2) return numbers.reduce((a, b) => a + b, 0) / numbers.length
    const inner = numbers.toSpliced(numbers.indexOf(Math.min(...numbers)), 1)
    return median(inner.toSpliced(inner.indexOf(Math.max(...inner)), 1))
  }
  return list.map((_, i) => median(list.slice(0, i + 1)))
}

check('runningMedians([7])', () => equal(solution.runningMedians([7]), [7]), 1)
check(
  'runningMedians([10, 9, 1])',
  () => equal(solution.runningMedians([10, 9, 1]), [10, 9.5, 9]),
  1,
)
check('runningMedians([1, 1, 1])', () => equal(solution.runningMedians([1, 1, 1]), [1, 1, 1]), 1)
check(
  'runningMedians([-5, 5, 0, 20])',
  () => equal(solution.runningMedians([-5, 5, 0, 20]), [-5, 0, 0, 2.5]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 20))
    equal(solution.runningMedians(list), expected(list))
  },
  10,
)
