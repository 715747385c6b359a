import type { Pipe } from './signature.d.ts'

const pipe = (from: number, to: number, capacity: number): Pipe => ({ from, to, capacity })

example(() => solution.maxFlow(2, [{ from: 0, to: 1, capacity: 5 }], 0, 1), 5)
example(
  () =>
    solution.maxFlow(
      3,
      [
        { from: 0, to: 1, capacity: 5 },
        { from: 1, to: 2, capacity: 3 },
      ],
      0,
      2,
    ),
  3,
)
example(() => solution.maxFlow(2, [{ from: 1, to: 0, capacity: 4 }], 0, 1), 0)

/** As much as the narrowest cut between both lets through. */
const slow = (size: number, pipes: Pipe[], source: number, sink: number) => {
  let narrowest = Infinity
  for (let side = 0; side < 2 ** size; side++) {
    const isLeft = (node: number) => (side & (1 << node)) !== 0
    if (!isLeft(source) || isLeft(sink)) continue
    const cut = pipes.filter(({ from, to }) => isLeft(from) && !isLeft(to))
    narrowest = Math.min(
      narrowest,
      cut.reduce((sum, { capacity }) => sum + capacity, 0),
    )
  }
  return narrowest
}

check(
  'several pipes between two nodes',
  () => equal(solution.maxFlow(2, [pipe(0, 1, 2), pipe(0, 1, 3)], 0, 1), 5),
  1,
)
check(
  'two ways',
  () =>
    equal(
      solution.maxFlow(4, [pipe(3, 1, 4), pipe(1, 0, 3), pipe(3, 2, 2), pipe(2, 0, 9)], 3, 0),
      5,
    ),
  1,
)
check(
  'the cross pipe is a temptation',
  () =>
    equal(
      solution.maxFlow(
        4,
        [pipe(0, 1, 1), pipe(0, 2, 1), pipe(1, 2, 1), pipe(1, 3, 1), pipe(2, 3, 1)],
        0,
        3,
      ),
      2,
    ),
  1,
)
check(
  'the long way is a temptation',
  () =>
    equal(
      solution.maxFlow(
        6,
        [
          pipe(0, 1, 1),
          pipe(1, 2, 1),
          pipe(2, 5, 1),
          pipe(0, 3, 1),
          pipe(3, 2, 1),
          pipe(1, 4, 1),
          pipe(4, 5, 1),
        ],
        0,
        5,
      ),
      2,
    ),
  1,
)
check(
  'rings and pipes backwards',
  () =>
    equal(
      solution.maxFlow(
        3,
        [pipe(0, 1, 4), pipe(1, 0, 9), pipe(1, 1, 2), pipe(1, 2, 3), pipe(2, 1, 5)],
        0,
        2,
      ),
      3,
    ),
  1,
)
check('no pipes', () => equal(solution.maxFlow(4, [], 1, 2), 0), 1)
check(
  'agrees with the narrowest cut',
  (random) => {
    const size = random.int(2, 5)
    const pipes = random.list(0, 10, () =>
      pipe(random.int(0, size - 1), random.int(0, size - 1), random.int(0, 6)),
    )
    const [source = 0, sink = 1] = random.shuffle(Array.from({ length: size }, (_, i) => i))
    equal(
      solution.maxFlow(size, pipes, source, sink),
      slow(size, pipes, source, sink),
      JSON.stringify(pipes),
    )
  },
  30,
)
