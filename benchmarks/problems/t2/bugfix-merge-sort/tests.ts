example(() => solution.inversions([2, 1, 3]), 1)
example(() => solution.inversions([3, 2, 1]), 3)
example(() => solution.inversions([1, 1, 1]), 0)
example(() => solution.inversions([3, 4, 1, 2]), 4)

const slow = (list: number[]) =>
  list.reduce((sum, n, index) => sum + list.slice(index + 1).filter((later) => later < n).length, 0)

check('an empty list', () => equal(solution.inversions([]), 0), 1)
check('one number passes many', () => equal(solution.inversions([2, 3, 4, 5, 1]), 4), 1)
check('equal numbers are in order', () => equal(solution.inversions([2, 2, 1, 1]), 4), 1)
check(
  'a long descent',
  () => equal(solution.inversions(Array.from({ length: 60 }, (_, i) => -i)), 1770),
  1,
)
check(
  'agrees with a look at every pair',
  (random) => {
    const list = random.list(0, 10, () => random.int(-4, 4))
    equal(solution.inversions(list), slow(list))
  },
  30,
)
