example(
  () =>
    solution.mergeIntervals([
      [1, 3],
      [2, 6],
      [8, 10],
    ]),
  [
    [1, 6],
    [8, 10],
  ],
)
example(
  () =>
    solution.mergeIntervals([
      [5, 7],
      [1, 5],
    ]),
  [[1, 7]],
)
example(() => solution.mergeIntervals([]), [])

/** The rule once more, written for clarity. */
function expected(intervals: [number, number][]): [number, number][] {
  // Sweep over starts and ends; at equal places starts come first.
  const events = intervals.flatMap(([start, end]) => [
    { at: start, step: 1 },
    { at: end, step: -1 },
  ])
  events.sort((a, b) => a.at - b.at || b.step - a.step)
  const result: [number, number][] = []
  let open = 0
  let from = 0
  for (const { at, step } of events) {
    if (open === 0) from = at
    open += step
    if (open === 0) result.push([from, at])
  }
  return result
}

check(
  'mergeIntervals([[1, 9], [2, 3]])',
  () =>
    equal(
      solution.mergeIntervals([
        [1, 9],
        [2, 3],
      ]),
      [[1, 9]],
    ),
  1,
)
check(
  'mergeIntervals([[4, 4], [4, 4]])',
  () =>
    equal(
      solution.mergeIntervals([
        [4, 4],
        [4, 4],
      ]),
      [[4, 4]],
    ),
  1,
)
check(
  'mergeIntervals([[1, 2], [3, 4]])',
  () =>
    equal(
      solution.mergeIntervals([
        [1, 2],
        [3, 4],
      ]),
      [
        [1, 2],
        [3, 4],
      ],
    ),
  1,
)
check(
  'mergeIntervals([[10, 11], [9, 12], [2, 3]])',
  () =>
    equal(
      solution.mergeIntervals([
        [10, 11],
        [9, 12],
        [2, 3],
      ]),
      [
        [2, 3],
        [9, 12],
      ],
    ),
  1,
)
check(
  'mergeIntervals([[-5, -1], [-2, 0]])',
  () =>
    equal(
      solution.mergeIntervals([
        [-5, -1],
        [-2, 0],
      ]),
      [[-5, 0]],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const intervals: [number, number][] = random.list(0, 6, () =>
      ((start: number): [number, number] => [start, start + random.int(0, 5)])(random.int(-5, 20)),
    )
    equal(solution.mergeIntervals(intervals), expected(intervals))
  },
  14,
)
