example(
  () =>
    solution.groupSizes(5, [
      [0, 1],
      [1, 2],
    ]),
  [3, 1, 1],
)
example(() => solution.groupSizes(3, []), [1, 1, 1])
example(
  () =>
    solution.groupSizes(4, [
      [0, 1],
      [2, 3],
      [3, 0],
    ]),
  [4],
)

/** The rule once more, written for clarity. */
function expected(count: number, pairs: [number, number][]): number[] {
  const seen = new Set<number>()
  const sizes: number[] = []
  for (let start = 0; start < count; start++) {
    const queue = seen.has(start) ? [] : [start]
    for (const person of queue) {
      for (const [a, b] of pairs) {
        if (a === person && !queue.includes(b)) queue.push(b)
        if (b === person && !queue.includes(a)) queue.push(a)
      }
      seen.add(person)
    }
    if (queue.length > 0) sizes.push(queue.length)
  }
  return sizes.sort((a, b) => b - a)
}

check('groupSizes(0, [])', () => equal(solution.groupSizes(0, []), []), 1)
check('groupSizes(1, [[0, 0]])', () => equal(solution.groupSizes(1, [[0, 0]]), [1]), 1)
check(
  'groupSizes(4, [[0, 1], [1, 0], [2, 2]])',
  () =>
    equal(
      solution.groupSizes(4, [
        [0, 1],
        [1, 0],
        [2, 2],
      ]),
      [2, 1, 1],
    ),
  1,
)
check(
  'groupSizes(14, [[0, 1], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7], [7, ...)',
  () =>
    equal(
      solution.groupSizes(14, [
        [0, 1],
        [2, 3],
        [3, 4],
        [4, 5],
        [5, 6],
        [6, 7],
        [7, 8],
        [8, 9],
        [9, 10],
        [10, 11],
        [11, 12],
        [12, 13],
      ]),
      [12, 2],
    ),
  1,
)
check(
  'groupSizes(6, [[0, 1], [2, 3], [1, 3], [4, 5], [5, 0]])',
  () =>
    equal(
      solution.groupSizes(6, [
        [0, 1],
        [2, 3],
        [1, 3],
        [4, 5],
        [5, 0],
      ]),
      [6],
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const count = 9
    const pairs: [number, number][] = random.list(0, 9, () => [random.int(0, 8), random.int(0, 8)])
    equal(solution.groupSizes(count, pairs), expected(count, pairs))
  },
  12,
)
