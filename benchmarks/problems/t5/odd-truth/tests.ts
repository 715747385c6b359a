import type { Value } from './signature.d.ts'

example(() => [0, 1, 2.5, -3].map((n) => solution.isTrue(n)), [true, false, true, false])
example(
  () => ['', 'true', 'level', 'x'].map((text) => solution.isTrue(text)),
  [true, false, true, true],
)
example(
  () => [[], [0], [0, 2], [0, 1]].map((list) => solution.isTrue(list)),
  [false, true, false, true],
)
example(() => [solution.isTrue({}), solution.isTrue({ a: 0, b: 1 })], [true, false])

/** A value that is known to be true, or known to be false. */
function make(random: Random, wanted: boolean, depth: number): Value {
  const kind = random.int(0, depth > 0 ? 4 : 2)
  if (kind === 0) return wanted ? true : random.pick([false, null])
  if (kind === 1)
    return wanted
      ? random.pick([random.int(-9, 9) * 2, random.int(-9, 9) + 0.5])
      : random.int(-9, 9) * 2 + 1
  if (kind === 2) {
    const inner = random.text(0, 3, 'ab ')
    if (!wanted) return `a${inner}b`
    return random.pick(['', 'a', `a${inner}a`])
  }
  if (kind === 3) {
    const items = random.list(0, 3, () => make(random, false, depth - 1))
    const truths = wanted ? 1 : random.pick([0, 2, 3])
    for (let i = 0; i < truths; i++) items.push(make(random, true, depth - 1))
    return random.shuffle(items)
  }
  const record: { [key: string]: Value } = {}
  const size = random.int(wanted ? 0 : 1, 3)
  const bad = wanted ? -1 : random.int(0, size - 1)
  for (let i = 0; i < size; i++) record[`k${i}`] = make(random, i !== bad, depth - 1)
  return record
}

check(
  'null and booleans',
  () =>
    equal(
      [null, false, true].map((v) => solution.isTrue(v)),
      [false, false, true],
    ),
  1,
)
check(
  'numbers',
  () =>
    equal(
      [-4, 7, -0.5, 3.5].map((v) => solution.isTrue(v)),
      [true, false, true, true],
    ),
  1,
)
check('case counts', () => equal(solution.isTrue('Anna'), false), 1)
check('lists in lists', () => equal(solution.isTrue([[], [[0]], null]), true), 1)
check('records in lists', () => equal(solution.isTrue([{}, { a: {} }]), false), 1)
check('values that are true', (random) => equal(solution.isTrue(make(random, true, 3)), true), 30)
check(
  'values that are false',
  (random) => equal(solution.isTrue(make(random, false, 3)), false),
  30,
)
