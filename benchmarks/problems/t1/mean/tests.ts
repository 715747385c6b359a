example(() => solution.mean([1, 2, 6]), 3)
example(() => solution.mean([4, 5]), 4.5)
example(() => solution.mean([]), 0)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  if (list.length === 0) return 0
  const [first = 0, ...rest] = list
  return (first + expected(rest) * rest.length) / list.length
}

check('mean([7])', () => close(solution.mean([7]), 7), 1)
check('mean([-2, 2])', () => close(solution.mean([-2, 2]), 0), 1)
check('mean([0.5, 0.25])', () => close(solution.mean([0.5, 0.25]), 0.375), 1)
check('mean([-1, -2])', () => close(solution.mean([-1, -2]), -1.5), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-20, 20))
    close(solution.mean(list), expected(list))
  },
  12,
)
