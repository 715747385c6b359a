import type { Tree } from './signature.d.ts'

example(() => solution.parse('add 1 2'), ['add', '1', '2'])
example(() => solution.parse('a ( b c ) d'), ['a', ['b', 'c'], 'd'])
example(() => solution.parse('( ( x ) ) ( )'), [[['x']], []])
example(() => solution.parse('f(x y)z'), ['f', ['x', 'y'], 'z'])

const write = (tree: Tree, space: () => string): string =>
  typeof tree === 'string' ? tree : `(${tree.map((item) => write(item, space)).join(space())})`

check(
  'nothing',
  () => {
    equal(solution.parse(''), [])
    equal(solution.parse('  '), [])
  },
  1,
)
check(
  'parentheses next to words',
  () => equal(solution.parse('f(x)(y)z'), ['f', ['x'], ['y'], 'z']),
  1,
)
check('a word that ends a list', () => equal(solution.parse('(a (b c))'), [['a', ['b', 'c']]]), 1)
check(
  'lines and signs',
  () => equal(solution.parse('a-b\n(+ 1\t"x")'), ['a-b', ['+', '1', '"x"']]),
  1,
)
check(
  'goes on after a deep list',
  () => equal(solution.parse('((((1)))) 2 (3)'), [[[[['1']]]], '2', ['3']]),
  1,
)
check(
  'reads what was written',
  (random) => {
    const make = (depth: number): Tree[] =>
      random.list(0, 3, () => (depth > 0 && random.bool() ? make(depth - 1) : random.text(1, 3)))
    const trees = make(4)
    const text = write(trees, () => random.pick([' ', '  ', '\n'])).slice(1, -1)
    equal(solution.parse(text), trees)
  },
  20,
)
