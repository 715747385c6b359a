example(() => solution.farthest([3, -7, 5]), 7)
example(() => solution.farthest([2, 9]), 9)
example(() => solution.farthest([]), 0)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  let best = 0
  for (const n of list) if (n * n > best * best) best = n
  return best < 0 ? -best : best
}

check('farthest([0])', () => equal(solution.farthest([0]) + 0, 0), 1)
check('farthest([-1, -2, -1])', () => equal(solution.farthest([-1, -2, -1]) + 0, 2), 1)
check('farthest([4, -4])', () => equal(solution.farthest([4, -4]) + 0, 4), 1)
check('farthest([1, 8, 2])', () => equal(solution.farthest([1, 8, 2]) + 0, 8), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(-20, 20))
    equal(solution.farthest(list) + 0, expected(list))
  },
  10,
)
