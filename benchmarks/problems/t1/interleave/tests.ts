example(() => solution.interleave([1, 3, 5], [2, 4, 6]), [1, 2, 3, 4, 5, 6])
example(() => solution.interleave([1], [2, 3, 4]), [1, 2, 3, 4])
example(() => solution.interleave([], [9]), [9])

/** The rule once more, written for clarity. */
function expected(a: number[], b: number[]): number[] {
  const ranked = [
    ...a.map((n, i) => ({ n, rank: 2 * i })),
    ...b.map((n, i) => ({ n, rank: 2 * i + 1 })),
  ]
  return ranked.sort((x, y) => x.rank - y.rank).map(({ n }) => n)
}

check('interleave([], [])', () => equal(solution.interleave([], []), []), 1)
check('interleave([5], [])', () => equal(solution.interleave([5], []), [5]), 1)
check(
  'interleave([1, 2, 3], [9])',
  () => equal(solution.interleave([1, 2, 3], [9]), [1, 9, 2, 3]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.list(0, 5, () => random.int(0, 9))
    const b = random.list(0, 5, () => random.int(10, 19))
    equal(solution.interleave(a, b), expected(a, b))
  },
  10,
)
