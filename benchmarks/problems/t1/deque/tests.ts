import type { Command } from './signature.d.ts'

example(
  () =>
    solution.runDeque([
      ['back', 1],
      ['back', 2],
      ['front', 0],
    ]),
  [0, 1, 2],
)
example(() => solution.runDeque([['back', 1], ['back', 2], ['popFront']]), [2])
example(() => solution.runDeque([['popBack'], ['front', 5], ['reverse'], ['back', 6]]), [5, 6])

/** The rule once more, written for clarity. */
function expected(commands: Command[]): number[] {
  let list: number[] = []
  for (const command of commands) {
    const [name, n = 0] = command
    const next = {
      front: [n, ...list],
      back: [...list, n],
      popFront: list.slice(1),
      popBack: list.slice(0, -1),
      reverse: list.toReversed(),
    }
    list = next[name]
  }
  return list
}

check('runDeque([])', () => equal(solution.runDeque([]), []), 1)
check(
  "runDeque([['popFront'], ['popBack'], ['reverse']])",
  () => equal(solution.runDeque([['popFront'], ['popBack'], ['reverse']]), []),
  1,
)
check(
  "runDeque([['front', 1], ['front', 2], ['front', 3], ['reverse'], [...)",
  () =>
    equal(
      solution.runDeque([['front', 1], ['front', 2], ['front', 3], ['reverse'], ['popBack']]),
      [1, 2],
    ),
  1,
)
check(
  "runDeque([['back', 1], ['back', 2], ['back', 3], ['popFront'], ['p...)",
  () =>
    equal(
      solution.runDeque([['back', 1], ['back', 2], ['back', 3], ['popFront'], ['popBack']]),
      [2],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const commands: Command[] = random.list(
      0,
      10,
      (i): Command =>
        random.pick<Command>([
          ['front', i],
          ['back', i],
          ['front', i],
          ['back', i],
          ['popFront'],
          ['popBack'],
          ['reverse'],
        ]),
    )
    equal(solution.runDeque(commands), expected(commands))
  },
  15,
)
