import type { Item } from './signature.d.ts'

const items = (text: string): Item[] =>
  text.split(' ').map((word) => ({ key: Number(word.slice(1)), label: word.charAt(0) }))
const shown = (list: Item[]) => list.map(({ key, label }) => `${label}${key}`).join(' ')

example(
  () =>
    solution.sortByKey([
      { key: 2, label: 'a' },
      { key: 1, label: 'b' },
    ]),
  [
    { key: 1, label: 'b' },
    { key: 2, label: 'a' },
  ],
)
example(
  () =>
    solution.sortByKey([
      { key: 1, label: 'x' },
      { key: 1, label: 'a' },
    ]),
  [
    { key: 1, label: 'x' },
    { key: 1, label: 'a' },
  ],
)
example(() => solution.sortByKey([]), [])

check(
  'three with one key',
  () => equal(shown(solution.sortByKey(items('c1 b1 a1'))), 'c1 b1 a1'),
  1,
)
check(
  'negative keys',
  () => equal(shown(solution.sortByKey(items('a0 b-5 c-10'))), 'c-10 b-5 a0'),
  1,
)
check(
  'numbers, not texts',
  () => equal(shown(solution.sortByKey(items('a10 b9 c100'))), 'b9 a10 c100'),
  1,
)
check(
  'is in order and stable',
  (random) => {
    const list = random.list(0, 12, (index) => ({ key: random.int(0, 4), label: `${index}` }))
    const sorted = solution.sortByKey(list)
    equal(sorted.length, list.length)
    for (const [index, { key, label }] of sorted.entries()) {
      const next = sorted[index + 1]
      if (!next) continue
      ok(key < next.key || (key === next.key && Number(label) < Number(next.label)), shown(sorted))
    }
  },
  25,
)
check('keeps every item', (random) => {
  const list = random.list(0, 12, (index) => ({ key: random.int(-30, 30), label: `${index}` }))
  equal(new Set(solution.sortByKey(list).map(({ label }) => label)).size, list.length)
})
