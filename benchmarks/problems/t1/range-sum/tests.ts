example(
  () =>
    solution.rangeSums(
      [1, 2, 3, 4],
      [
        [0, 1],
        [1, 3],
      ],
    ),
  [3, 9],
)
example(
  () =>
    solution.rangeSums(
      [5, 6],
      [
        [1, 1],
        [1, 0],
      ],
    ),
  [6, 0],
)
example(
  () =>
    solution.rangeSums(
      [7, 8],
      [
        [-3, 0],
        [1, 9],
      ],
    ),
  [7, 8],
)

/** The rule once more, written for clarity. */
function expected(list: number[], ranges: [number, number][]): number[] {
  return ranges.map(([from, to]) => {
    let sum = 0
    for (let i = from; i <= to; i++) sum += list[i] ?? 0
    return sum
  })
}

check('rangeSums([], [[0, 5]])', () => equal(solution.rangeSums([], [[0, 5]]), [0]), 1)
check('rangeSums([1, 2], [])', () => equal(solution.rangeSums([1, 2], []), []), 1)
check(
  'rangeSums([4, 5, 6], [[-2, -1], [0, 2], [2, 0]])',
  () =>
    equal(
      solution.rangeSums(
        [4, 5, 6],
        [
          [-2, -1],
          [0, 2],
          [2, 0],
        ],
      ),
      [0, 15, 0],
    ),
  1,
)
check(
  'rangeSums([1, 10, 100], [[0, 0], [2, 2], [3, 4]])',
  () =>
    equal(
      solution.rangeSums(
        [1, 10, 100],
        [
          [0, 0],
          [2, 2],
          [3, 4],
        ],
      ),
      [1, 100, 0],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(-9, 9))
    const ranges: [number, number][] = random.list(0, 4, () => [
      random.int(-2, 6),
      random.int(-2, 7),
    ])
    equal(solution.rangeSums(list, ranges), expected(list, ranges))
  },
  8,
)
