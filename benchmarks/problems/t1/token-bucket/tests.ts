example(() => solution.runBucket(5, 2, [3, 3, 3, 3]), [3, 3, 3, 2])
example(() => solution.runBucket(4, 1, [10, 0, 10]), [4, 0, 2])
example(() => solution.runBucket(3, 5, [3, 3]), [3, 3])

/** The rule once more, written for clarity. */
function expected(capacity: number, perTick: number, demands: number[]): number[] {
  const go = (tokens: number, rest: number[]): number[] => {
    if (rest.length === 0) return []
    let left = tokens
    let given = 0
    while (left > 0 && given < rest[0]!) {
      left--
      given++
    }
    for (let i = 0; i < perTick; i++) if (left < capacity) left++
    return [given, ...go(left, rest.slice(1))]
  }
  return go(capacity, demands)
}

check('runBucket(0, 3, [1, 2])', () => equal(solution.runBucket(0, 3, [1, 2]), [0, 0]), 1)
check('runBucket(2, 0, [1, 1, 1])', () => equal(solution.runBucket(2, 0, [1, 1, 1]), [1, 1, 0]), 1)
check('runBucket(5, 1, [])', () => equal(solution.runBucket(5, 1, []), []), 1)
check(
  'runBucket(6, 4, [0, 0, 9, 1])',
  () => equal(solution.runBucket(6, 4, [0, 0, 9, 1]), [0, 0, 6, 1]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const capacity = random.int(0, 8)
    const perTick = random.int(0, 4)
    const demands = random.list(0, 8, () => random.int(0, 7))
    equal(solution.runBucket(capacity, perTick, demands), expected(capacity, perTick, demands))
  },
  12,
)
