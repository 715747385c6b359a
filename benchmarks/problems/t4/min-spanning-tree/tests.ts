import type { Cable } from './signature.d.ts'

const cable = (a: number, b: number, cost: number): Cable => ({ a, b, cost })

example(
  () =>
    solution.cheapestNetwork(3, [
      { a: 0, b: 1, cost: 5 },
      { a: 1, b: 2, cost: 3 },
      { a: 0, b: 2, cost: 2 },
    ]),
  [1, 2],
)
example(() => solution.cheapestNetwork(2, []), null)
example(() => solution.cheapestNetwork(1, []), [])

const parts = (size: number, cables: Cable[]) => {
  const label = Array.from({ length: size }, (_, i) => i)
  for (let round = 0; round < size; round++)
    for (const { a, b } of cables) label[a] = label[b] = Math.min(label[a] ?? 0, label[b] ?? 0)
  return new Set(label).size
}
/** Every choice of so many cables. */
const lowest = (size: number, cables: Cable[]) => {
  let best = Infinity
  for (let bits = 0; bits < 2 ** cables.length; bits++) {
    const chosen = cables.filter((_, i) => bits & (1 << i))
    const cost = chosen.reduce((sum, one) => sum + one.cost, 0)
    if (chosen.length === size - 1 && cost < best && parts(size, chosen) === 1) best = cost
  }
  return best
}
const verify = (size: number, cables: Cable[]) => {
  const chosen = solution.cheapestNetwork(size, cables)
  const text = `${size} ${JSON.stringify(cables)}: ${chosen}`
  if (chosen === null) {
    ok(parts(size, cables) > 1, text)
    return
  }
  equal(new Set(chosen).size, size - 1, text)
  equal(chosen.length, size - 1, text)
  equal(
    chosen,
    chosen.toSorted((i, j) => i - j),
    text,
  )
  const all = chosen.flatMap((i) => cables[i] ?? [])
  equal(parts(size, all), 1, text)
  equal(
    all.reduce((sum, one) => sum + one.cost, 0),
    lowest(size, cables),
    text,
  )
}

check(
  'the cheapest of several between two',
  () => equal(solution.cheapestNetwork(2, [cable(0, 1, 9), cable(1, 0, 4), cable(0, 1, 6)]), [1]),
  1,
)
check(
  'one place apart',
  () => equal(solution.cheapestNetwork(4, [cable(0, 1, 1), cable(1, 2, 1), cable(2, 0, 1)]), null),
  1,
)
check(
  'the cheapest cables would close a ring',
  () => verify(4, [cable(0, 1, 1), cable(1, 2, 2), cable(0, 2, 3), cable(2, 3, 9), cable(0, 3, 8)]),
  1,
)
check(
  'two parts that join late',
  () =>
    verify(6, [
      cable(0, 1, 1),
      cable(2, 3, 2),
      cable(4, 5, 3),
      cable(3, 4, 7),
      cable(1, 2, 6),
      cable(0, 5, 8),
    ]),
  1,
)
check(
  'a cheap star, a dear chain',
  () => verify(4, [cable(0, 1, 5), cable(1, 2, 5), cable(2, 3, 5), cable(3, 0, 1), cable(3, 1, 1)]),
  1,
)
check(
  'as cheap as any choice',
  (random) => {
    const size = random.int(2, 5)
    const cables = random
      .list(1, 8, () => cable(random.int(0, size - 1), random.int(0, size - 1), random.int(1, 9)))
      .filter(({ a, b }) => a !== b)
    verify(size, cables)
  },
  25,
)
