import type { Tree } from './signature.d.ts'

const node = (...children: Tree[]): Tree => ({ children })
const chain = (length: number): Tree => (length === 0 ? node() : node(chain(length - 1)))

example(() => solution.height({ children: [] }), 0)
example(() => solution.height({ children: [{ children: [] }, { children: [] }] }), 1)
example(() => solution.height({ children: [{ children: [{ children: [] }] }] }), 2)

check(
  'a broad tree is low',
  () => equal(solution.height(node(node(), node(), node(), node())), 1),
  1,
)
check(
  'the deepest child is the first',
  () => equal(solution.height(node(chain(4), chain(2))), 5),
  1,
)
check('the deepest child is the last', () => equal(solution.height(node(chain(0), chain(3))), 4), 1)
check('a child in the middle', () => equal(solution.height(node(node(), chain(6), chain(5))), 7), 1)
check(
  'as high as it was built',
  (random) => {
    const grow = (height: number): Tree => {
      if (height === 0) return node()
      const others = random.list(0, 2, () => grow(random.int(0, height - 1)))
      return node(...random.shuffle([grow(height - 1), ...others]))
    }
    const height = random.int(0, 5)
    equal(solution.height(grow(height)), height)
  },
  15,
)
