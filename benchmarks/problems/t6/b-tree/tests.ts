import type { Shape } from './signature.d.ts'

const grown = (degree: number, keys: number[]) => {
  const tree = new solution.BTree(degree)
  for (const key of keys) tree.insert(key)
  return tree
}

example(() => {
  const tree = new solution.BTree(2)
  for (const key of [1, 2, 3, 4]) tree.insert(key)
  return [tree.shape(), tree.insert(3), tree.insert(0), tree.shape()]
}, [[[1], 2, [3, 4]], false, true, [[0, 1], 2, [3, 4]]])
example(() => {
  const tree = new solution.BTree(2)
  for (const key of [1, 2, 3, 4, 5, 6]) tree.insert(key)
  return [tree.shape(), tree.range(2, 5), tree.has(7)]
}, [[[1], 2, [3], 4, [5, 6]], [2, 3, 4, 5], false])
example(() => new solution.BTree(3).shape(), [])

const depthOf = (shape: Shape): number => (Array.isArray(shape[0]) ? 1 + depthOf(shape[0]) : 1)

/** The statement once more on nested lists; `at` is the index of a child or the end. */
function insertInto(node: Shape, key: number, degree: number): Shape {
  const index = node.findIndex((item) => typeof item === 'number' && item > key)
  const at = index < 0 ? node.length : index
  const child = node[at - 1]
  if (!Array.isArray(child)) return [...node.slice(0, at), key, ...node.slice(at)]
  const rest = [node.slice(0, at - 1), node.slice(at)] as const
  const size = (part: Shape) => (Array.isArray(part[0]) ? (part.length - 1) / 2 : part.length)
  if (size(child) < 2 * degree - 1) return [...rest[0], insertInto(child, key, degree), ...rest[1]]
  const middle = (child.length - 1) / 2
  const split: Shape = [
    ...rest[0],
    child.slice(0, middle),
    child[middle]!,
    child.slice(middle + 1),
    ...rest[1],
  ]
  return insertInto(split, key, degree)
}

check('a full leaf as root', () => equal(grown(3, [5, 4, 3, 2, 1]).shape(), [1, 2, 3, 4, 5]), 1)
check(
  'the sixth key splits it',
  () => equal(grown(3, [5, 4, 3, 2, 1, 9]).shape(), [[1, 2], 3, [4, 5, 9]]),
  1,
)
check(
  'a known key splits nothing',
  () => {
    const tree = grown(2, [1, 2, 3])
    equal([tree.insert(2), tree.shape()], [false, [1, 2, 3]])
  },
  1,
)
check('three levels', () => equal(depthOf(grown(2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).shape()), 3), 1)
check(
  'a range between keys',
  () =>
    equal([grown(2, [2, 4, 6, 8]).range(5, 5), grown(2, [2, 4, 6, 8]).range(4, 7)], [[], [4, 6]]),
  1,
)
check(
  'has the shape that the rules give',
  (random) => {
    const degree = random.int(2, 3)
    const tree = new solution.BTree(degree)
    let shape: Shape = []
    const known = new Set<number>()
    const keys = random.list(12, 22, () => random.int(-12, 12))
    for (const key of keys) {
      equal(tree.insert(key), !known.has(key))
      if (!known.has(key)) {
        const inner = insertInto([shape], key, degree)
        shape = inner.length === 1 ? (inner[0] as Shape) : inner
      }
      known.add(key)
    }
    equal(tree.shape(), shape)
  },
  8,
)
check(
  'finds what was put in',
  (random) => {
    const keys = random.list(0, 16, () => random.int(-20, 20))
    const tree = grown(random.int(2, 4), keys)
    const [from, to] = [random.int(-22, 22), random.int(-22, 22)]
    equal(
      tree.range(from, to),
      [...new Set(keys)].filter((key) => key >= from && key <= to).sort((a, b) => a - b),
    )
    equal(tree.has(from), keys.includes(from))
  },
  8,
)
