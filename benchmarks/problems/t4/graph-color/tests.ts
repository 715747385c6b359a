example(() => solution.colorGraph(2, [[0, 1]], 1), null)
example(() => solution.colorGraph(2, [], 1), [0, 0])
example(
  () =>
    solution.colorGraph(
      3,
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      2,
    ),
  null,
)

const holds = (values: number[], edges: [number, number][]) =>
  edges.every(([a, b]) => values[a] !== values[b])
const isPossible = (size: number, edges: [number, number][], colors: number) => {
  for (let n = 0; n < colors ** size; n++)
    if (
      holds(
        Array.from({ length: size }, (_, i) => Math.floor(n / colors ** i) % colors),
        edges,
      )
    )
      return true
  return false
}
const verify = (size: number, edges: [number, number][], colors: number, possible: boolean) => {
  const answer = solution.colorGraph(size, edges, colors)
  const text = `${size}, ${JSON.stringify(edges)}, ${colors}: ${answer}`
  equal(answer !== null, possible, text)
  if (!answer) return
  equal(answer.length, size, text)
  ok(
    answer.every((color) => Number.isInteger(color) && color >= 0 && color < colors),
    text,
  )
  ok(holds(answer, edges), text)
}
const ring = (size: number) =>
  Array.from({ length: size }, (_, i): [number, number] => [i, (i + 1) % size])

check(
  'nothing to colour',
  () => {
    equal(solution.colorGraph(0, [], 0), [])
    equal(solution.colorGraph(1, [], 0), null)
  },
  1,
)
check(
  'rings',
  () => {
    verify(6, ring(6), 2, true)
    verify(7, ring(7), 2, false)
    verify(7, ring(7), 3, true)
  },
  1,
)
check(
  'everybody knows everybody',
  () => {
    const edges = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].filter((b) => b > a).map((b): [number, number] => [b, a]),
    )
    verify(4, edges, 3, false)
    verify(4, edges, 4, true)
  },
  1,
)
check(
  'the same edge twice',
  () =>
    verify(
      2,
      [
        [0, 1],
        [1, 0],
      ],
      2,
      true,
    ),
  1,
)
check(
  'two sides in a bad order',
  () =>
    verify(
      6,
      [
        [0, 3],
        [0, 5],
        [2, 1],
        [2, 5],
        [4, 1],
        [4, 3],
      ],
      2,
      true,
    ),
  1,
)
check(
  'agrees with trying everything',
  (random) => {
    const size = random.int(2, 5)
    const edges = random
      .list(0, 9, (): [number, number] => [random.int(0, size - 1), random.int(0, size - 1)])
      .filter(([a, b]) => a !== b)
    const colors = random.int(1, 3)
    verify(size, edges, colors, isPossible(size, edges, colors))
  },
  30,
)
check(
  'a hidden colouring',
  (random) => {
    const hidden = Array.from({ length: 7 }, () => random.int(0, 2))
    const edges = random
      .list(12, 20, (): [number, number] => [random.int(0, 6), random.int(0, 6)])
      .filter(([a, b]) => hidden[a] !== hidden[b])
    verify(7, edges, 3, true)
  },
  10,
)
