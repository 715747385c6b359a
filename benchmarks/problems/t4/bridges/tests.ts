example(
  () =>
    solution.bridges(3, [
      [0, 1],
      [1, 2],
    ]),
  [
    [0, 1],
    [1, 2],
  ],
)
example(
  () =>
    solution.bridges(3, [
      [0, 1],
      [1, 2],
      [2, 0],
    ]),
  [],
)
example(
  () =>
    solution.bridges(4, [
      [0, 1],
      [1, 2],
      [3, 0],
      [2, 0],
    ]),
  [[3, 0]],
)

/** A bridge is a road whose loss leaves more parts. */
const parts = (size: number, roads: [number, number][]) => {
  let label = Array.from({ length: size }, (_, i) => i)
  for (const [a, b] of roads)
    label = label.map((one) => (one === label[a] ? (label[b] ?? one) : one))
  return new Set(label).size
}
const slow = (size: number, roads: [number, number][]) => {
  const whole = parts(size, roads)
  return roads.filter((_, i) => parts(size, roads.toSpliced(i, 1)) > whole)
}

check('no roads', () => equal(solution.bridges(2, []), []), 1)
check(
  'two roads side by side',
  () => {
    equal(
      solution.bridges(2, [
        [0, 1],
        [0, 1],
      ]),
      [],
    )
    equal(
      solution.bridges(3, [
        [0, 1],
        [1, 2],
        [1, 0],
      ]),
      [[1, 2]],
    )
  },
  1,
)
check(
  'between two rings',
  () =>
    equal(
      solution.bridges(6, [
        [0, 1],
        [1, 2],
        [2, 0],
        [5, 2],
        [3, 4],
        [4, 5],
        [5, 3],
      ]),
      [[5, 2]],
    ),
  1,
)
check(
  'two separate parts',
  () =>
    equal(
      solution.bridges(4, [
        [2, 3],
        [1, 0],
      ]),
      [
        [2, 3],
        [1, 0],
      ],
    ),
  1,
)
check(
  'a ring with a tail',
  () =>
    equal(
      solution.bridges(5, [
        [4, 3],
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ]),
      [[4, 3]],
    ),
  1,
)
check(
  'agrees with the number of parts',
  (random) => {
    const size = random.int(2, 7)
    const roads = random
      .list(0, 9, (): [number, number] => [random.int(0, size - 1), random.int(0, size - 1)])
      .filter(([a, b]) => a !== b)
    equal(solution.bridges(size, roads), slow(size, roads), JSON.stringify(roads))
  },
  20,
)
