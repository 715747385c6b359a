example(() => solution.flatten([[1, 2], [3]]), [1, 2, 3])
example(() => solution.flatten([[], [4], []]), [4])
example(() => solution.flatten([[5, 5], [1]]), [5, 5, 1])

/** The rule once more, written for clarity. */
function expected(lists: number[][]): number[] {
  const joined: number[] = []
  for (const list of lists) for (const n of list) joined.push(n)
  return joined
}

check('flatten([])', () => equal(solution.flatten([]), []), 1)
check('flatten([[]])', () => equal(solution.flatten([[]]), []), 1)
check('flatten([[3], [2], [1]])', () => equal(solution.flatten([[3], [2], [1]]), [3, 2, 1]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const lists: number[][] = random.list(0, 4, () => random.list(0, 3, () => random.int(0, 9)))
    equal(solution.flatten(lists), expected(lists))
  },
  8,
)
