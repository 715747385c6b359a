example(() => solution.bestRange([1, -5, 3, 4, -1]), [2, 3])
example(() => solution.bestRange([-3, -1, -2]), [1, 1])
example(() => solution.bestRange([2, -2, 3]), [0, 2])
example(() => solution.bestRange([4, -5, 4, 0]), [0, 0])

const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
const verify = (list: number[]) => {
  const [first, last] = solution.bestRange(list)
  const text = `${list}: ${first} to ${last}`
  ok(first >= 0 && first <= last && last < list.length, text)
  const ranges = list.flatMap((_, i) =>
    list.slice(i).map((_, more): [number, number] => [i, i + more]),
  )
  const sums = ranges.map(([from, to]) => sum(list.slice(from, to + 1)))
  equal(sum(list.slice(first, last + 1)), Math.max(...sums), text)
  equal([first, last], ranges[sums.indexOf(Math.max(...sums))], text)
}

check(
  'one number',
  () => {
    equal(solution.bestRange([5]), [0, 0])
    equal(solution.bestRange([-5]), [0, 0])
  },
  1,
)
check('over a small loss', () => equal(solution.bestRange([4, -1, 5, -20, 7]), [0, 2]), 1)
check('not over a great loss', () => equal(solution.bestRange([4, -6, 5, 1]), [2, 3]), 1)
check('the end of the list', () => equal(solution.bestRange([-1, -2, 8]), [2, 2]), 1)
check('losses only', () => equal(solution.bestRange([-9, -4, -7]), [1, 1]), 1)
check(
  'zeros',
  () => {
    equal(solution.bestRange([0, -1, 0, 0]), [0, 0])
    equal(solution.bestRange([1, -1, 2, 0]), [0, 2])
  },
  1,
)
check('the same sum again', () => equal(solution.bestRange([-1, 3, -5, 3, -9, 1, 2]), [1, 1]), 1)
check(
  'the first of the best ranges',
  (random) => verify(random.list(1, 9, () => random.int(-6, 6))),
  40,
)
