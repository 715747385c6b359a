example(() => solution.spread([4, 9, 1]), 8)
example(() => solution.spread([7]), 0)
example(() => solution.spread([-3, -10]), 7)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)
}

check('spread([])', () => equal(solution.spread([]), 0), 1)
check('spread([5, 5])', () => equal(solution.spread([5, 5]), 0), 1)
check('spread([10, 9, 100])', () => equal(solution.spread([10, 9, 100]), 91), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 7, () => random.int(-20, 20))
    equal(solution.spread(list), expected(list))
  },
  12,
)
