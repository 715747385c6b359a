example(() => solution.threeWay([3, 1, 2, 3, 5], 3), [[1, 2], [3, 3], [5]])
example(() => solution.threeWay([9, 8], 4), [[], [], [9, 8]])
example(() => solution.threeWay([], 0), [[], [], []])

/** The rule once more, written for clarity. */
function expected(list: number[], pivot: number): number[][] {
  return [
    list.filter((n) => n < pivot),
    list.filter((n) => n === pivot),
    list.filter((n) => n > pivot),
  ]
}

check('threeWay([0], 0)', () => equal(solution.threeWay([0], 0), [[], [0], []]), 1)
check(
  'threeWay([-1, 1, -2, 2], 0)',
  () => equal(solution.threeWay([-1, 1, -2, 2], 0), [[-1, -2], [], [1, 2]]),
  1,
)
check(
  'threeWay([5, 4, 1], 6)',
  () => equal(solution.threeWay([5, 4, 1], 6), [[5, 4, 1], [], []]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 6))
    const pivot = random.int(1, 5)
    equal(solution.threeWay(list, pivot), expected(list, pivot))
  },
  10,
)
