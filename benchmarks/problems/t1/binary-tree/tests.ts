import type { Tree } from './signature.d.ts'

example(
  () =>
    solution.levels({
      value: 1,
      left: { value: 2, left: null, right: null },
      right: { value: 3, left: { value: 4, left: null, right: null }, right: null },
    }),
  [[1], [2, 3], [4]],
)
example(() => solution.levels({ value: 7, left: null, right: null }), [[7]])
example(() => solution.levels(null), [])

/** The rule once more, written for clarity. */
function expected(tree: Tree): number[][] {
  if (tree === null) return []
  const [left, right] = [expected(tree.left), expected(tree.right)]
  const depth = Math.max(left.length, right.length)
  return [
    [tree.value],
    ...Array.from({ length: depth }, (_, i) => [...(left[i] ?? []), ...(right[i] ?? [])]),
  ]
}

check(
  'levels({ value: 1, left: null, right: { value: 2, left: null, ri...)',
  () =>
    equal(
      solution.levels({
        value: 1,
        left: null,
        right: { value: 2, left: null, right: { value: 3, left: null, right: null } },
      }),
      [[1], [2], [3]],
    ),
  1,
)
check(
  'levels({ value: 0, left: { value: 0, left: null, right: null }, ...)',
  () =>
    equal(solution.levels({ value: 0, left: { value: 0, left: null, right: null }, right: null }), [
      [0],
      [0],
    ]),
  1,
)
check(
  'levels({ value: 1, left: { value: 2, left: null, right: { value:...)',
  () =>
    equal(
      solution.levels({
        value: 1,
        left: { value: 2, left: null, right: { value: 5, left: null, right: null } },
        right: { value: 3, left: { value: 6, left: null, right: null }, right: null },
      }),
      [[1], [2, 3], [5, 6]],
    ),
  1,
)
const grow = (random: Random, depth: number): Tree =>
  depth === 0 || random.bool(0.25)
    ? null
    : { value: random.int(0, 9), left: grow(random, depth - 1), right: grow(random, depth - 1) }

check(
  'agrees with the plain rule',
  (random) => {
    const tree = grow(random, 4)
    equal(solution.levels(tree), expected(tree))
  },
  10,
)
