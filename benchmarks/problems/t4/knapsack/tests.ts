import type { Item } from './signature.d.ts'

example(
  () =>
    solution.pack(
      [
        { weight: 3, value: 4 },
        { weight: 4, value: 9 },
      ],
      6,
    ),
  [1],
)
example(() => solution.pack([{ weight: 5, value: 10 }], 4), [])
example(
  () =>
    solution
      .pack(
        [
          { weight: 6, value: 7 },
          { weight: 5, value: 5 },
          { weight: 5, value: 5 },
        ],
        10,
      )
      .toSorted(),
  [1, 2],
)

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
const bestValue = (items: Item[], limit: number) => {
  let best = 0
  for (let bits = 0; bits < 2 ** items.length; bits++) {
    const chosen = items.filter((_, i) => bits & (1 << i))
    if (sum(chosen.map(({ weight }) => weight)) <= limit)
      best = Math.max(best, sum(chosen.map(({ value }) => value)))
  }
  return best
}
const verify = (items: Item[], limit: number) => {
  const chosen = solution.pack(items, limit)
  const text = `${JSON.stringify(items)} ${limit}: ${chosen}`
  equal(new Set(chosen).size, chosen.length, text)
  ok(
    chosen.every((i) => items[i]),
    text,
  )
  ok(sum(chosen.map((i) => items[i]?.weight ?? 0)) <= limit, text)
  equal(sum(chosen.map((i) => items[i]?.value ?? 0)), bestValue(items, limit), text)
}
const item = (weight: number, value: number): Item => ({ weight, value })

check(
  'no items, no room',
  () => {
    equal(solution.pack([], 10), [])
    verify([item(1, 5)], 0)
  },
  1,
)
check('exactly full', () => verify([item(2, 3), item(3, 4), item(4, 5), item(5, 6)], 5), 1)
check('the dearest item is no good', () => verify([item(10, 10), item(5, 6), item(5, 6)], 10), 1)
check(
  'the best value for its weight is no good',
  () => verify([item(3, 6), item(4, 7), item(4, 7)], 8),
  1,
)
check('every item once', () => verify([item(1, 5)], 3), 1)
check('everything fits', () => verify([item(1, 1), item(2, 1), item(3, 1)], 6), 1)
check(
  'as good as any choice',
  (random) => {
    const items = random.list(0, 7, () => item(random.int(1, 9), random.int(1, 999)))
    verify(items, random.int(0, 25))
  },
  20,
)
