example(() => solution.nextPermutation([1, 2, 3]), [1, 3, 2])
example(() => solution.nextPermutation([1, 3, 2]), [2, 1, 3])
example(() => solution.nextPermutation([3, 2, 1]), [1, 2, 3])
example(() => solution.nextPermutation([1, 1, 5]), [1, 5, 1])
example(() => solution.nextPermutation([2, 3, 2]), [3, 2, 2])

const compare = (a: number[], b: number[]) => {
  const at = a.findIndex((n, index) => n !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
const all = (list: number[]): number[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((n, index) => all(list.toSpliced(index, 1)).map((rest) => [n, ...rest]))

check('an empty list', () => equal(solution.nextPermutation([]), []), 1)
check('one number', () => equal(solution.nextPermutation([7]), [7]), 1)
check('the pivot occurs again', () => equal(solution.nextPermutation([2, 3, 2]), [3, 2, 2]), 1)
check('all the same', () => equal(solution.nextPermutation([4, 4, 4]), [4, 4, 4]), 1)
check('a late change', () => equal(solution.nextPermutation([5, 1, 4, 4, 2]), [5, 2, 1, 4, 4]), 1)
check('negative numbers', () => equal(solution.nextPermutation([0, -1, -2]), [-2, -1, 0]), 1)
check(
  'the smallest of the greater ones',
  (random) => {
    const list = random.list(1, 5, () => random.int(1, 3))
    const sorted = all(list).sort(compare)
    const later = sorted.find((one) => compare(one, list) > 0)
    equal(solution.nextPermutation(list), later ?? sorted[0])
  },
  40,
)
