example(
  () => solution.mystery([1, 2, 3]),
  [
    [1, 2],
    [2, 3],
  ],
)
example(() => solution.mystery([5, 9]), [[5, 9]])
example(() => solution.mystery([4]), [])
example(() => solution.mystery([]), [])
example(
  () => solution.mystery([3, 1, 2, 2]),
  [
    [3, 1],
    [1, 2],
    [2, 2],
  ],
)
example(
  () => solution.mystery([7, 7, 7, 7, 7]),
  [
    [7, 7],
    [7, 7],
    [7, 7],
    [7, 7],
  ],
)

/** The rule once more, written for clarity. */
function expected(list: number[]): [number, number][] {
  const [a, b] = list
  return a === undefined || b === undefined ? [] : [[a, b], ...expected(list.slice(1))]
}

check('mystery([0, 1])', () => equal(solution.mystery([0, 1]), [[0, 1]]), 1)
check(
  'mystery([6, 5, 4, 3])',
  () =>
    equal(solution.mystery([6, 5, 4, 3]), [
      [6, 5],
      [5, 4],
      [4, 3],
    ]),
  1,
)
check(
  'mystery([-1, 0, 1])',
  () =>
    equal(solution.mystery([-1, 0, 1]), [
      [-1, 0],
      [0, 1],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 6, () => random.int(0, 9))
    equal(solution.mystery(list), expected(list))
  },
  8,
)
