import type { Json } from './signature.d.ts'

example(
  () => solution.lookUp({ users: [{ name: 'Ada' }, { name: 'Bob' }] }, 'users[1].name'),
  'Bob',
)
example(() => solution.lookUp([[1, 2], [3]], '[0][1]'), 2)
example(() => solution.lookUp({ a: 5 }, 'a.b'), null)
example(() => solution.lookUp({ a: 5 }, ''), { a: 5 })

check(
  "lookUp({ a: { b: { c: false } } }, 'a.b.c')",
  () => equal(solution.lookUp({ a: { b: { c: false } } }, 'a.b.c'), false),
  1,
)
check("lookUp({ a: null }, 'a')", () => equal(solution.lookUp({ a: null }, 'a'), null), 1)
check("lookUp({ a: null }, 'a.b')", () => equal(solution.lookUp({ a: null }, 'a.b'), null), 1)
check("lookUp([1, 2], '[2]')", () => equal(solution.lookUp([1, 2], '[2]'), null), 1)
check("lookUp([1, 2], 'length')", () => equal(solution.lookUp([1, 2], 'length'), null), 1)
check("lookUp({}, 'constructor')", () => equal(solution.lookUp({}, 'constructor'), null), 1)
check("lookUp('text', '[0]')", () => equal(solution.lookUp('text', '[0]'), null), 1)
check("lookUp('text', 'length')", () => equal(solution.lookUp('text', 'length'), null), 1)
check(
  'lookUp({ list: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]...)',
  () =>
    equal(
      solution.lookUp({ list: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110] }, 'list[11]'),
      110,
    ),
  1,
)
check("lookUp({ a: 1 }, '[0]')", () => equal(solution.lookUp({ a: 1 }, '[0]'), null), 1)
check("lookUp(null, 'a')", () => equal(solution.lookUp(null, 'a'), null), 1)
check(
  "lookUp({ A: [[{ b: [7] }]] }, 'A[0][0].b[0]')",
  () => equal(solution.lookUp({ A: [[{ b: [7] }]] }, 'A[0][0].b[0]'), 7),
  1,
)
check("lookUp({ x: '' }, 'x')", () => equal(solution.lookUp({ x: '' }, 'x'), ''), 1)
check(
  'finds what was hidden',
  (random) => {
    let value: Json = random.int(0, 99)
    const leaf = value
    let path = ''
    for (let i = random.int(0, 5); i > 0; i--) {
      if (random.bool()) {
        const name = random.text(1, 2, 'abC')
        value = { z: 0, [name]: value }
        path = `${name}${path.startsWith('[') || path === '' ? '' : '.'}${path}`
      } else {
        const before = random.list(0, 2, () => -1)
        path = `[${before.length}]${path.startsWith('[') || path === '' ? '' : '.'}${path}`
        value = [...before, value, -2]
      }
    }
    equal(solution.lookUp(value, path), leaf)
  },
  15,
)
