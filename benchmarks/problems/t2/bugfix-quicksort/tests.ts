example(() => solution.kthSmallest([5, 1, 4], 2), 4)
example(() => solution.kthSmallest([3, 3, 1, 3, 8], 5), 8)
example(() => solution.kthSmallest([2], 1), 2)

check(
  'the smallest and the greatest',
  () => {
    equal(solution.kthSmallest([9, -2, 7, 0], 1), -2)
    equal(solution.kthSmallest([9, -2, 7, 0], 4), 9)
  },
  1,
)
check('behind many equal numbers', () => equal(solution.kthSmallest([1, 1, 1, 1, 5, 6], 6), 6), 1)
check('all the same', () => equal(solution.kthSmallest([4, 4, 4], 2), 4), 1)
check('numbers, not texts', () => equal(solution.kthSmallest([10, 9, 100], 2), 10), 1)
check(
  'agrees with a sorted list',
  (random) => {
    const list = random.list(1, 10, () => random.int(-4, 4))
    const sorted = [...list].sort((a, b) => a - b)
    for (let k = 1; k <= list.length; k += 2) equal(solution.kthSmallest(list, k), sorted[k - 1])
  },
  20,
)
