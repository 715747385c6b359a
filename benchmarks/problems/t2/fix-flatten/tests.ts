import type { Nested } from './signature.d.ts'

example(() => solution.flattenBy([1, [2, [3, [4]]]], 1), [1, 2, [3, [4]]])
example(() => solution.flattenBy([1, [2, [3, [4]]]], 2), [1, 2, 3, [4]])
example(() => solution.flattenBy([[1], 2], 0), [[1], 2])

check('more levels than there are', () => equal(solution.flattenBy([[[1]], 2], 9), [1, 2]), 1)
check('empty lists vanish', () => equal(solution.flattenBy([[], [[]], 0], 1), [[], 0]), 1)
check('nothing', () => equal(solution.flattenBy([], 3), []), 1)
check(
  'two levels at once are one by one',
  (random) => {
    const make = (depth: number): Nested[] =>
      random.list(0, 3, () => (depth > 0 && random.bool(0.6) ? make(depth - 1) : random.int(0, 9)))
    const list = make(4)
    const depth = random.int(1, 3)
    equal(
      solution.flattenBy(list, depth),
      solution.flattenBy(solution.flattenBy(list, depth - 1), 1),
    )
  },
  15,
)
check(
  'brackets are counted',
  (random) => {
    const make = (depth: number): Nested[] =>
      random.list(1, 3, () => (depth > 0 && random.bool(0.7) ? make(depth - 1) : random.int(0, 9)))
    const list = make(4)
    const depth = random.int(0, 4)
    let level = 0
    let text = ''
    for (const char of JSON.stringify(list).slice(1, -1)) {
      if (char === ']') level--
      if (!'[]'.includes(char) || level >= depth) text += char
      if (char === '[') level++
    }
    equal(solution.flattenBy(list, depth), JSON.parse(`[${text}]`))
  },
  15,
)
