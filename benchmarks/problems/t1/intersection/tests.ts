example(() => solution.common([1, 2, 3], [3, 4, 1]), [1, 3])
example(() => solution.common([5, 5], [5]), [5])
example(() => solution.common([1], [2]), [])

/** The rule once more, written for clarity. */
function expected(a: number[], b: number[]): number[] {
  return a.filter((n, i) => a.indexOf(n) === i && b.some((other) => other === n))
}

check('common([], [1])', () => equal(solution.common([], [1]), []), 1)
check('common([1], [])', () => equal(solution.common([1], []), []), 1)
check(
  'common([3, 1, 3, 2], [2, 3, 3])',
  () => equal(solution.common([3, 1, 3, 2], [2, 3, 3]), [3, 2]),
  1,
)
check('common([0, 4], [4, 0])', () => equal(solution.common([0, 4], [4, 0]), [0, 4]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.list(0, 6, () => random.int(0, 5))
    const b = random.list(0, 6, () => random.int(0, 5))
    equal(solution.common(a, b), expected(a, b))
  },
  12,
)
