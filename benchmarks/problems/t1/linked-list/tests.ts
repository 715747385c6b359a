import type { Link } from './signature.d.ts'

example(
  () => solution.reverseList({ value: 1, next: { value: 2, next: { value: 3, next: null } } }),
  { value: 3, next: { value: 2, next: { value: 1, next: null } } },
)
example(() => solution.reverseList({ value: 9, next: null }), { value: 9, next: null })
example(() => solution.reverseList(null), null)

/** The rule once more, written for clarity. */
function expected(list: Link): Link {
  return JSON.parse(
    (JSON.stringify(list).match(/-?\d+/g) ?? []).reduce(
      (next, value) => `{"value":${value},"next":${next}}`,
      'null',
    ),
  )
}

check(
  'reverseList({ value: 1, next: { value: 1, next: null } })',
  () =>
    equal(solution.reverseList({ value: 1, next: { value: 1, next: null } }), {
      value: 1,
      next: { value: 1, next: null },
    }),
  1,
)
check(
  'reverseList({ value: 4, next: { value: 3, next: { value: 2, next: { v...)',
  () =>
    equal(
      solution.reverseList({
        value: 4,
        next: { value: 3, next: { value: 2, next: { value: 1, next: null } } },
      }),
      { value: 1, next: { value: 2, next: { value: 3, next: { value: 4, next: null } } } },
    ),
  1,
)
check(
  'reverseList({ value: 0, next: { value: -1, next: null } })',
  () =>
    equal(solution.reverseList({ value: 0, next: { value: -1, next: null } }), {
      value: -1,
      next: { value: 0, next: null },
    }),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random
      .list(0, 7, () => random.int(-9, 9))
      .reduce<Link>((next, value) => ({ value, next }), null)
    equal(solution.reverseList(list), expected(list))
  },
  10,
)
