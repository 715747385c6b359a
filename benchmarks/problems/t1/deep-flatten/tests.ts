import type { Nested } from './signature.d.ts'

example(() => solution.deepFlatten([1, [2, [3, 4]], 5]), [1, 2, 3, 4, 5])
example(() => solution.deepFlatten(7), [7])
example(() => solution.deepFlatten([[], [[]]]), [])

/** The rule once more, written for clarity. */
function expected(nested: Nested): number[] {
  return (JSON.stringify(nested).match(/-?\d+/g) ?? []).map(Number)
}

check('deepFlatten([])', () => equal(solution.deepFlatten([]), []), 1)
check('deepFlatten([[[[[0]]]]])', () => equal(solution.deepFlatten([[[[[0]]]]]), [0]), 1)
check(
  'deepFlatten([[1, 2], 3, [4, [5], -6]])',
  () => equal(solution.deepFlatten([[1, 2], 3, [4, [5], -6]]), [1, 2, 3, 4, 5, -6]),
  1,
)
const nest = (random: Random, depth: number): Nested => {
  if (depth === 0 || random.bool(0.4)) return random.int(-9, 99)
  return random.list(0, 3, () => nest(random, depth - 1))
}

check(
  'agrees with the plain rule',
  (random) => {
    const nested = [nest(random, 4), nest(random, 3)]
    equal(solution.deepFlatten(nested), expected(nested))
  },
  12,
)
