import type { Tree } from './signature.d.ts'

example(
  () =>
    solution.hasPath(
      {
        value: 5,
        left: { value: 4, left: null, right: null },
        right: { value: 8, left: null, right: null },
      },
      13,
    ),
  true,
)
example(
  () => solution.hasPath({ value: 5, left: { value: 4, left: null, right: null }, right: null }, 5),
  false,
)
example(() => solution.hasPath(null, 0), false)

/** The rule once more, written for clarity. */
function expected(tree: Tree, sum: number): boolean {
  const sums = (node: Tree): number[] => {
    if (node === null) return []
    const below = [...sums(node.left), ...sums(node.right)]
    return (below.length > 0 ? below : [0]).map((n) => n + node.value)
  }
  return sums(tree).includes(sum)
}

check(
  'hasPath({ value: 0, left: null, right: null }, 0)',
  () => equal(solution.hasPath({ value: 0, left: null, right: null }, 0), true),
  1,
)
check(
  'hasPath({ value: 1, left: null, right: { value: -3, left: null, r...)',
  () =>
    equal(
      solution.hasPath({ value: 1, left: null, right: { value: -3, left: null, right: null } }, -2),
      true,
    ),
  1,
)
check(
  'hasPath({ value: 2, left: { value: 3, left: null, right: null }, ...)',
  () =>
    equal(
      solution.hasPath({ value: 2, left: { value: 3, left: null, right: null }, right: null }, 5),
      true,
    ),
  1,
)
check(
  'hasPath({ value: 3, left: { value: 1, left: null, right: null }, ...)',
  () =>
    equal(
      solution.hasPath(
        {
          value: 3,
          left: { value: 1, left: null, right: null },
          right: { value: 2, left: null, right: null },
        },
        6,
      ),
      false,
    ),
  1,
)
check(
  'hasPath({ value: 4, left: null, right: null }, 5)',
  () => equal(solution.hasPath({ value: 4, left: null, right: null }, 5), false),
  1,
)
const grow = (random: Random, depth: number): Tree =>
  depth === 0 || random.bool(0.25)
    ? null
    : { value: random.int(-2, 4), left: grow(random, depth - 1), right: grow(random, depth - 1) }

check(
  'agrees with the plain rule',
  (random) => {
    const tree = grow(random, 4)
    const sum = random.int(-1, 8)
    equal(solution.hasPath(tree, sum), expected(tree, sum))
  },
  25,
)
