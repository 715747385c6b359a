example(() => solution.containsAll([1, 2, 3], [3, 1]), true)
example(() => solution.containsAll([1, 2], [2, 5]), false)
example(() => solution.containsAll([4], [4, 4]), true)
example(() => solution.containsAll([7], []), true)

/** The rule once more, written for clarity. */
function expected(list: number[], wanted: number[]): boolean {
  for (const n of wanted) if (list.indexOf(n) < 0) return false
  return true
}

check('containsAll([], [])', () => equal(solution.containsAll([], []), true), 1)
check('containsAll([], [1])', () => equal(solution.containsAll([], [1]), false), 1)
check('containsAll([0], [0])', () => equal(solution.containsAll([0], [0]), true), 1)
check('containsAll([1, 2, 3], [4])', () => equal(solution.containsAll([1, 2, 3], [4]), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 4))
    const wanted = random.list(0, 3, () => random.int(0, 4))
    equal(solution.containsAll(list, wanted), expected(list, wanted))
  },
  16,
)
