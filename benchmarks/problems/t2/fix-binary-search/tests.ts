example(() => solution.find([1, 4, 9, 16], 9), 2)
example(() => solution.find([1, 4, 9, 16], 5), -1)
example(() => solution.find([7], 7), 0)

check('an empty list holds nothing', () => equal(solution.find([], 0), -1), 1)
check(
  'the first and the last',
  () => {
    equal(solution.find([2, 3, 5, 8, 13], 2), 0)
    equal(solution.find([2, 3, 5, 8, 13], 13), 4)
  },
  1,
)
check(
  'beyond both ends',
  () => {
    equal(solution.find([0, 10], -1), -1)
    equal(solution.find([0, 10], 11), -1)
  },
  1,
)
check('every number of a list is found', (random) => {
  const list = [...new Set(random.list(1, 8, () => random.int(-20, 20)))].sort((a, b) => a - b)
  for (const [index, n] of list.entries()) equal(solution.find(list, n), index)
})
check(
  'agrees with a look at every number',
  (random) => {
    const list = [...new Set(random.list(0, 9, () => random.int(-6, 6)))].sort((a, b) => a - b)
    const wanted = random.int(-7, 7)
    equal(solution.find(list, wanted), list.indexOf(wanted))
  },
  20,
)
