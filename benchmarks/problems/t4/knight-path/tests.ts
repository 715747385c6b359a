import type { Cell } from './signature.d.ts'

example(
  () => solution.knightPath(3, [0, 0], [1, 2]),
  [
    [0, 0],
    [1, 2],
  ],
)
example(() => solution.knightPath(3, [0, 0], [1, 1]), null)
example(() => solution.knightPath(8, [4, 4], [4, 4]), [[4, 4]])

const fewest = (size: number, from: Cell, to: Cell) => {
  const moves = Array.from({ length: size * size }, () => Infinity)
  moves[from[0] * size + from[1]] = 0
  for (let round = 0; round < size * size; round++)
    for (const [i, count] of moves.entries()) {
      if (count !== round) continue
      for (const [j, other] of moves.entries()) {
        if (other <= round) continue
        const [down, right] = [Math.floor(i / size) - Math.floor(j / size), (i % size) - (j % size)]
        if (Math.abs(down * right) === 2) moves[j] = round + 1
      }
    }
  return moves[to[0] * size + to[1]] ?? Infinity
}
const verify = (size: number, from: Cell, to: Cell) => {
  const way = solution.knightPath(size, from, to)
  const text = `${size}, ${from} to ${to}: ${JSON.stringify(way)}`
  equal((way?.length ?? Infinity) - 1, fewest(size, from, to), text)
  if (!way) return
  equal([way[0], way.at(-1)], [from, to], text)
  for (const [i, [r, c]] of way.entries()) {
    ok(r >= 0 && r < size && c >= 0 && c < size, text)
    const [row, column] = way[i + 1] ?? [r + 1, c + 2]
    equal(Math.abs((row - r) * (column - c)), 2, text)
  }
}

check(
  'small boards',
  () => {
    equal(solution.knightPath(1, [0, 0], [0, 0]), [[0, 0]])
    equal(solution.knightPath(2, [0, 0], [1, 1]), null)
  },
  1,
)
check('round the middle', () => verify(3, [0, 1], [2, 1]), 1)
check(
  'the middle of a small board',
  () => {
    equal(solution.knightPath(3, [1, 1], [1, 1]), [[1, 1]])
    equal(solution.knightPath(3, [1, 1], [0, 0]), null)
  },
  1,
)
check(
  'every single move',
  () => {
    for (const [r, c] of [
      [0, 1],
      [0, 3],
      [1, 0],
      [1, 4],
      [3, 0],
      [3, 4],
      [4, 1],
      [4, 3],
    ] as const) {
      equal(solution.knightPath(5, [2, 2], [r, c]), [
        [2, 2],
        [r, c],
      ])
    }
  },
  1,
)
check('a near corner is far', () => verify(5, [0, 0], [1, 1]), 1)
check('from corner to corner', () => verify(6, [0, 0], [5, 5]), 1)
check(
  'as short as any',
  (random) => {
    const size = random.int(3, 5)
    const cell = (): Cell => [random.int(0, size - 1), random.int(0, size - 1)]
    verify(size, cell(), cell())
  },
  12,
)
