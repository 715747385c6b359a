import type { Link } from './signature.d.ts'

const link = (list: number[]): Link | null =>
  list.reduceRight<Link | null>((next, value) => ({ value, next }), null)

example(
  () => solution.removeAll({ value: 1, next: { value: 2, next: { value: 1, next: null } } }, 1),
  { value: 2, next: null },
)
example(() => solution.removeAll({ value: 5, next: null }, 5), null)
example(() => solution.removeAll({ value: 5, next: null }, 4), { value: 5, next: null })
example(
  () => solution.removeAll({ value: 1, next: { value: 1, next: { value: 2, next: null } } }, 1),
  { value: 2, next: null },
)

check('nothing at all', () => equal(solution.removeAll(null, 0), null), 1)
check('several at the start', () => equal(solution.removeAll(link([3, 3, 3, 1]), 3), link([1])), 1)
check(
  'several in the middle',
  () => equal(solution.removeAll(link([1, 3, 3, 3, 2]), 3), link([1, 2])),
  1,
)
check('several at the end', () => equal(solution.removeAll(link([1, 3, 3]), 3), link([1])), 1)
check('all of them', () => equal(solution.removeAll(link([0, 0, 0]), 0), null), 1)
check(
  'agrees with a filter',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 2))
    equal(solution.removeAll(link(list), 1), link(list.filter((n) => n !== 1)))
  },
  25,
)
