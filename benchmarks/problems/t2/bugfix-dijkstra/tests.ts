import type { Edge } from './signature.d.ts'

const edge = (from: number, to: number, cost: number): Edge => ({ from, to, cost })

example(
  () =>
    solution.distances(
      3,
      [
        { from: 0, to: 1, cost: 4 },
        { from: 1, to: 2, cost: 3 },
      ],
      0,
    ),
  [0, 4, 7],
)
example(() => solution.distances(2, [{ from: 0, to: 1, cost: 5 }], 1), [Infinity, 0])
example(
  () =>
    solution.distances(
      3,
      [
        { from: 0, to: 2, cost: 9 },
        { from: 0, to: 1, cost: 2 },
        { from: 1, to: 2, cost: 3 },
      ],
      0,
    ),
  [0, 2, 5],
)

check('one place', () => equal(solution.distances(1, [], 0), [0]), 1)
check(
  'the cheaper of two edges',
  () => equal(solution.distances(2, [edge(0, 1, 7), edge(0, 1, 3), edge(0, 1, 5)], 0), [0, 3]),
  1,
)
check(
  'free edges and rings',
  () =>
    equal(solution.distances(3, [edge(2, 1, 0), edge(1, 2, 0), edge(1, 1, 4)], 2), [
      Infinity,
      0,
      0,
    ]),
  1,
)
check(
  'from a high number to a low one',
  () =>
    equal(solution.distances(4, [edge(0, 3, 1), edge(3, 1, 1), edge(1, 2, 1)], 0), [0, 2, 3, 1]),
  1,
)
check(
  'many cheap steps',
  () =>
    equal(
      solution.distances(
        5,
        [edge(0, 4, 10), edge(0, 1, 2), edge(1, 2, 2), edge(2, 3, 2), edge(3, 4, 2)],
        0,
      ),
      [0, 2, 4, 6, 8],
    ),
  1,
)
check(
  'agrees with distances over every middle',
  (random) => {
    const size = random.int(1, 6)
    const edges = random.list(0, 12, () =>
      edge(random.int(0, size - 1), random.int(0, size - 1), random.int(0, 9)),
    )
    const places = Array.from({ length: size }, (_, index) => index)
    const best = places.map((a) =>
      places.map((b) =>
        Math.min(
          a === b ? 0 : Infinity,
          ...edges.filter((e) => e.from === a && e.to === b).map((e) => e.cost),
        ),
      ),
    )
    for (const middle of places)
      for (const a of places)
        for (const b of places)
          best[a]![b] = Math.min(best[a]![b]!, best[a]![middle]! + best[middle]![b]!)
    const start = random.int(0, size - 1)
    equal(solution.distances(size, edges, start), best[start])
  },
  25,
)
