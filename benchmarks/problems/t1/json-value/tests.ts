import type { Json } from './signature.d.ts'

example(() => solution.stringify({ b: 1, a: [true, null] }), '{"a":[true,null],"b":1}')
example(() => solution.stringify(['x', { z: 'y', k: {} }]), '["x",{"k":{},"z":"y"}]')
example(() => solution.stringify(-5), '-5')

/** The rule once more, written for clarity. */
function expected(value: Json): string {
  const names = new Set<string>()
  JSON.stringify(value, (key, item: unknown) => {
    names.add(key)
    return item
  })
  return JSON.stringify(value, [...names].sort())
}

check('stringify([])', () => equal(solution.stringify([]), '[]'), 1)
check('stringify(null)', () => equal(solution.stringify(null), 'null'), 1)
check("stringify('text')", () => equal(solution.stringify('text'), '"text"'), 1)
check(
  "stringify({ c: { b: 1, a: 2 }, b: [{ y: 1, x: 0 }], a: '' })",
  () =>
    equal(
      solution.stringify({ c: { b: 1, a: 2 }, b: [{ y: 1, x: 0 }], a: '' }),
      '{"a":"","b":[{"x":0,"y":1}],"c":{"a":2,"b":1}}',
    ),
  1,
)
check('stringify([3, 1, 2])', () => equal(solution.stringify([3, 1, 2]), '[3,1,2]'), 1)
check('stringify(false)', () => equal(solution.stringify(false), 'false'), 1)
const grow = (random: Random, depth: number): Json => {
  const kind = random.int(0, depth > 0 ? 7 : 3)
  if (kind === 0) return random.pick([null, true, false])
  if (kind === 1) return random.int(-99, 99)
  if (kind <= 3) return random.text(0, 3, 'ab 1')
  if (kind <= 5) return random.list(0, 3, () => grow(random, depth - 1))
  return Object.fromEntries(
    random.list(0, 4, () => [random.text(1, 2, 'abcz'), grow(random, depth - 1)]),
  )
}

check(
  'agrees with the plain rule',
  (random) => {
    const value = grow(random, 3)
    equal(solution.stringify(value), expected(value))
  },
  20,
)
