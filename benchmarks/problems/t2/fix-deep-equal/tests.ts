import type { Json } from './signature.d.ts'

example(() => solution.same({ a: 1, b: [2] }, { b: [2], a: 1 }), true)
example(() => solution.same([1, 2], [2, 1]), false)
example(() => solution.same({}, { a: null }), false)

/** With sorted keys, equal values have equal texts. */
const text = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`
  const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${text(item)}`)
  return `{${parts.sort().join(',')}}`
}

check(
  'values of different types',
  () => {
    const values: Json[] = [
      null,
      false,
      0,
      '',
      '0',
      [],
      {},
      [0],
      { 0: 0 },
      [null],
      { a: null },
      'null',
    ]
    for (const [i, a] of values.entries())
      for (const [j, b] of values.entries())
        if (i <= j) equal(solution.same(a, b), i === j, `${text(a)} ${text(b)}`)
  },
  1,
)
check(
  'one is longer',
  () => {
    equal([solution.same([1], [1, 2]), solution.same([1, 2], [1])], [false, false])
    equal(
      [solution.same({ a: 1 }, { a: 1, b: 2 }), solution.same({ a: 1, b: 2 }, { a: 1 })],
      [false, false],
    )
  },
  1,
)
check('other keys with the same values', () => equal(solution.same({ a: 1 }, { b: 1 }), false), 1)
check(
  'deep inside',
  () => {
    equal(solution.same([[{ a: [1, { b: 2 }] }]], [[{ a: [1, { b: 2 }] }]]), true)
    equal(solution.same([[{ a: [1, { b: 2 }] }]], [[{ a: [1, { b: 3 }] }]]), false)
  },
  1,
)
check(
  'agrees with texts of sorted keys',
  (random) => {
    const make = (depth: number): Json => {
      const kind = random.int(0, depth > 0 ? 3 : 1)
      if (kind === 0) return random.pick<Json>([null, true, 'x'])
      if (kind === 1) return random.int(0, 1)
      if (kind === 2) return random.list(0, 2, () => make(depth - 1))
      return Object.fromEntries(random.list(0, 2, () => [random.pick(['a', 'b']), make(depth - 1)]))
    }
    const [a, b] = [make(2), make(2)]
    equal(solution.same(a, b), text(a) === text(b), `${text(a)} ${text(b)}`)
    equal(solution.same(a, JSON.parse(text(a))), true)
  },
  25,
)
