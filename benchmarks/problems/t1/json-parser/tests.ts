import type { Nested } from './signature.d.ts'

example(() => solution.parseList('[1, [2, -3], []]'), [1, [2, -3], []])
example(() => solution.parseList(' 42 '), 42)
example(() => solution.parseList('[1, 2'), null)
example(() => solution.parseList('[1,]'), null)

check("parseList('')", () => equal(solution.parseList(''), null), 1)
check("parseList('[]')", () => equal(solution.parseList('[]'), []), 1)
check("parseList('[ ]')", () => equal(solution.parseList('[ ]'), []), 1)
check("parseList('0')", () => equal(solution.parseList('0'), 0), 1)
check("parseList('-0')", () => equal(solution.parseList('-0'), null), 1)
check("parseList('007')", () => equal(solution.parseList('007'), null), 1)
check("parseList('-')", () => equal(solution.parseList('-'), null), 1)
check("parseList('[1 2]')", () => equal(solution.parseList('[1 2]'), null), 1)
check("parseList('1,2')", () => equal(solution.parseList('1,2'), null), 1)
check("parseList('[,1]')", () => equal(solution.parseList('[,1]'), null), 1)
check("parseList('[1]]')", () => equal(solution.parseList('[1]]'), null), 1)
check("parseList('[[[[5]]]]')", () => equal(solution.parseList('[[[[5]]]]'), [[[[5]]]]), 1)
check("parseList('[01]')", () => equal(solution.parseList('[01]'), null), 1)
check("parseList('- 5')", () => equal(solution.parseList('- 5'), null), 1)
check("parseList('[1,,2]')", () => equal(solution.parseList('[1,,2]'), null), 1)
check("parseList('x')", () => equal(solution.parseList('x'), null), 1)
check("parseList('[-10,100]')", () => equal(solution.parseList('[-10,100]'), [-10, 100]), 1)
check("parseList('1 2')", () => equal(solution.parseList('1 2'), null), 1)
check("parseList('[')", () => equal(solution.parseList('['), null), 1)
check("parseList('[1;2]')", () => equal(solution.parseList('[1;2]'), null), 1)
check(
  'undoes writing',
  (random) => {
    const space = () => random.pick(['', '', ' ', '  '])
    const write = (value: Nested): string =>
      typeof value === 'number'
        ? `${space()}${value}${space()}`
        : `${space()}[${value.length === 0 ? space() : value.map(write).join(',')}]${space()}`
    const grow = (depth: number): Nested =>
      depth === 0 || random.bool(0.3)
        ? random.int(-20, 20)
        : random.list(0, 3, () => grow(depth - 1))
    const value = grow(3)
    equal(solution.parseList(write(value)), value)
  },
  15,
)
check(
  'notices one character too many or too few',
  (random) => {
    const text = '[1,[2,3],[]]'
    const at = random.int(0, text.length - 1)
    const damaged = random.bool()
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + random.pick(['[', ']', ',', '-']) + text.slice(at)
    let right: unknown = null
    try {
      right = JSON.parse(damaged)
    } catch {
      right = null
    }
    equal(solution.parseList(damaged), right)
  },
  15,
)
