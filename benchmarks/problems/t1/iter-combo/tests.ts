example(
  () => solution.windows([1, 2, 3, 4], 2, 1),
  [
    [1, 2],
    [2, 3],
    [3, 4],
  ],
)
example(
  () => solution.windows([1, 2, 3, 4, 5], 2, 2),
  [
    [1, 2],
    [3, 4],
  ],
)
example(() => solution.windows([1, 2], 3, 1), [])

/** The rule once more, written for clarity. */
function expected(list: number[], size: number, step: number): number[][] {
  if (list.length < size) return []
  return [list.filter((_, i) => i < size), ...expected(list.slice(step), size, step)]
}

check('windows([], 1, 1)', () => equal(solution.windows([], 1, 1), []), 1)
check('windows([5], 1, 4)', () => equal(solution.windows([5], 1, 4), [[5]]), 1)
check(
  'windows([1, 2, 3, 4, 5, 6, 7], 2, 3)',
  () =>
    equal(solution.windows([1, 2, 3, 4, 5, 6, 7], 2, 3), [
      [1, 2],
      [4, 5],
    ]),
  1,
)
check('windows([1, 2, 3], 3, 2)', () => equal(solution.windows([1, 2, 3], 3, 2), [[1, 2, 3]]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 9, () => random.int(0, 9))
    const size = random.int(1, 4)
    const step = random.int(1, 3)
    equal(solution.windows(list, size, step), expected(list, size, step))
  },
  10,
)
