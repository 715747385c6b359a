example(() => solution.evaluate('2 * 3 + 4'), 14)
example(() => solution.evaluate('9 - 3 - 2'), 8)
example(() => solution.evaluate('9 - 3 + 2'), 4)
example(() => solution.evaluate('(2*3)+4'), 10)

type Node = number | { operator: string; left: Node; right: Node }
const strength = (node: Node) => (typeof node === 'number' ? 2 : node.operator === '*' ? 0 : 1)

function grow(random: Random, depth: number): Node {
  if (depth === 0 || random.bool(0.2)) return random.int(0, 12)
  const operator = random.pick(['+', '-', '*'])
  return { operator, left: grow(random, depth - 1), right: grow(random, depth - 1) }
}

function worth(node: Node): number {
  if (typeof node === 'number') return node
  const [left, right] = [worth(node.left), worth(node.right)]
  if (node.operator === '*') return left * right
  return node.operator === '+' ? left + right : left - right
}

/** Only the parentheses that are needed. */
function written(node: Node, gap: string): string {
  if (typeof node === 'number') return String(node)
  const own = strength(node)
  const inner = (side: Node, isOpen: boolean) =>
    isOpen ? written(side, gap) : `(${gap}${written(side, gap)})`
  const left = inner(node.left, strength(node.left) > own)
  return `${left}${gap}${node.operator}${gap}${inner(node.right, strength(node.right) >= own)}`
}

check('a number', () => equal(solution.evaluate('42'), 42), 1)
check('a number in parentheses', () => equal(solution.evaluate(' ( (7) ) '), 7), 1)
check('sums on both sides', () => equal(solution.evaluate('1+2*3+4'), 21), 1)
check('a product inside', () => equal(solution.evaluate('10-(2*3)-1'), 5), 1)
check('three factors', () => equal(solution.evaluate('2*3*4-1'), 18), 1)
check(
  'agrees with the tree it was written from',
  (random) => {
    const tree = grow(random, 4)
    close(solution.evaluate(written(tree, random.pick(['', ' ']))), worth(tree))
  },
  40,
)
