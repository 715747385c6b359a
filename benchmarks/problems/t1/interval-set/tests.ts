example(
  () =>
    solution.gaps(
      [
        [2, 4],
        [6, 7],
      ],
      0,
      10,
    ),
  [
    [0, 2],
    [4, 6],
    [7, 10],
  ],
)
example(() => solution.gaps([[0, 5]], 3, 8), [[5, 8]])
example(() => solution.gaps([], 1, 2), [[1, 2]])

/** The rule once more, written for clarity. */
function expected(busy: [number, number][], from: number, to: number): [number, number][] {
  const isFree = (n: number) =>
    n >= from && n < to && busy.every(([start, end]) => n < start || n >= end)
  const result: [number, number][] = []
  for (let n = from; n < to; n++) {
    if (!isFree(n)) continue
    if (isFree(n - 1)) result.at(-1)![1] = n + 1
    else result.push([n, n + 1])
  }
  return result
}

check('gaps([[0, 10]], 2, 8)', () => equal(solution.gaps([[0, 10]], 2, 8), []), 1)
check('gaps([], 4, 4)', () => equal(solution.gaps([], 4, 4), []), 1)
check(
  'gaps([[1, 9], [2, 3]], 0, 10)',
  () =>
    equal(
      solution.gaps(
        [
          [1, 9],
          [2, 3],
        ],
        0,
        10,
      ),
      [
        [0, 1],
        [9, 10],
      ],
    ),
  1,
)
check('gaps([[5, 5]], 0, 8)', () => equal(solution.gaps([[5, 5]], 0, 8), [[0, 8]]), 1)
check(
  'gaps([[6, 8], [1, 2]], 0, 9)',
  () =>
    equal(
      solution.gaps(
        [
          [6, 8],
          [1, 2],
        ],
        0,
        9,
      ),
      [
        [0, 1],
        [2, 6],
        [8, 9],
      ],
    ),
  1,
)
check(
  'gaps([[-3, 1], [9, 14]], 0, 10)',
  () =>
    equal(
      solution.gaps(
        [
          [-3, 1],
          [9, 14],
        ],
        0,
        10,
      ),
      [[1, 9]],
    ),
  1,
)
check(
  'gaps([[2, 4], [4, 6]], 1, 7)',
  () =>
    equal(
      solution.gaps(
        [
          [2, 4],
          [4, 6],
        ],
        1,
        7,
      ),
      [
        [1, 2],
        [6, 7],
      ],
    ),
  1,
)
check('gaps([[8, 9]], 0, 8)', () => equal(solution.gaps([[8, 9]], 0, 8), [[0, 8]]), 1)
check('gaps([[0, 2]], 2, 5)', () => equal(solution.gaps([[0, 2]], 2, 5), [[2, 5]]), 1)
check(
  'gaps([[3, 3], [7, 8], [0, 1], [5, 8]], -1, 10)',
  () =>
    equal(
      solution.gaps(
        [
          [3, 3],
          [7, 8],
          [0, 1],
          [5, 8],
        ],
        -1,
        10,
      ),
      [
        [-1, 0],
        [1, 5],
        [8, 10],
      ],
    ),
  1,
)
check(
  'gaps([[7, 8], [5, 8]], 0, 10)',
  () =>
    equal(
      solution.gaps(
        [
          [7, 8],
          [5, 8],
        ],
        0,
        10,
      ),
      [
        [0, 5],
        [8, 10],
      ],
    ),
  1,
)
check(
  'gaps([[3, 9], [5, 6], [4, 9]], 1, 12)',
  () =>
    equal(
      solution.gaps(
        [
          [3, 9],
          [5, 6],
          [4, 9],
        ],
        1,
        12,
      ),
      [
        [1, 3],
        [9, 12],
      ],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const busy: [number, number][] = random.list(0, 5, () =>
      ((start: number): [number, number] => [start, start + random.int(0, 4)])(random.int(-3, 14)),
    )
    const from = random.int(-1, 4)
    const to = random.int(4, 14)
    equal(solution.gaps(busy, from, to), expected(busy, from, to))
  },
  15,
)
