example(
  () =>
    solution.sparseDot(
      [
        [0, 2],
        [5, 3],
      ],
      [
        [5, 4],
        [7, 9],
      ],
    ),
  12,
)
example(() => solution.sparseDot([[1, 1]], [[2, 1]]), 0)
example(() => solution.sparseDot([], [[0, 5]]), 0)

/** The rule once more, written for clarity. */
function expected(a: [number, number][], b: [number, number][]): number {
  const dense = (pairs: [number, number][]) => {
    const vector = new Array<number>(100).fill(0)
    for (const [index, value] of pairs) vector[index] = value
    return vector
  }
  const y = dense(b)
  return dense(a).reduce((sum, value, i) => sum + value * y[i]!, 0)
}

check(
  'sparseDot([[3, 2], [1, -1]], [[1, 5], [3, 2]])',
  () =>
    equal(
      solution.sparseDot(
        [
          [3, 2],
          [1, -1],
        ],
        [
          [1, 5],
          [3, 2],
        ],
      ) + 0,
      -1,
    ),
  1,
)
check(
  'sparseDot([[9, 0]], [[9, 7]])',
  () => equal(solution.sparseDot([[9, 0]], [[9, 7]]) + 0, 0),
  1,
)
check(
  'sparseDot([[1, 2], [2, 3], [4, 5]], [[4, 1], [2, 1], [1, 1]])',
  () =>
    equal(
      solution.sparseDot(
        [
          [1, 2],
          [2, 3],
          [4, 5],
        ],
        [
          [4, 1],
          [2, 1],
          [1, 1],
        ],
      ) + 0,
      10,
    ),
  1,
)
check('sparseDot([], [])', () => equal(solution.sparseDot([], []) + 0, 0), 1)
check(
  'sparseDot([[0, 3]], [[0, 1]])',
  () => equal(solution.sparseDot([[0, 3]], [[0, 1]]) + 0, 3),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a: [number, number][] = random
      .shuffle([0, 1, 2, 3, 8, 20])
      .slice(0, random.int(0, 6))
      .map((i): [number, number] => [i, random.int(-5, 5)])
    const b: [number, number][] = random
      .shuffle([0, 1, 2, 3, 8, 20])
      .slice(0, random.int(0, 6))
      .map((i): [number, number] => [i, random.int(-5, 5)])
    equal(solution.sparseDot(a, b) + 0, expected(a, b))
  },
  12,
)
