example(() => solution.allowRequests([0, 1, 2, 10], 2, 10), [true, true, false, true])
example(() => solution.allowRequests([5, 5, 5], 1, 3), [true, false, false])
example(() => solution.allowRequests([0, 3, 6], 1, 3), [true, true, true])

/** The rule once more, written for clarity. */
function expected(times: number[], limit: number, window: number): boolean[] {
  // Only the allowed request `limit` places back matters.
  const granted: number[] = []
  const answers: boolean[] = []
  for (const time of times) {
    const before = granted.length < limit ? -Infinity : granted[granted.length - limit]!
    const fine = before + window <= time
    if (fine) granted.push(time)
    answers.push(fine)
  }
  return answers
}

check('allowRequests([], 1, 1)', () => equal(solution.allowRequests([], 1, 1), []), 1)
check(
  'allowRequests([0, 1, 2, 3, 4, 5], 2, 4)',
  () =>
    equal(solution.allowRequests([0, 1, 2, 3, 4, 5], 2, 4), [true, true, false, false, true, true]),
  1,
)
check('allowRequests([7], 3, 1)', () => equal(solution.allowRequests([7], 3, 1), [true]), 1)
check(
  'allowRequests([0, 9, 10, 11], 2, 10)',
  () => equal(solution.allowRequests([0, 9, 10, 11], 2, 10), [true, true, true, false]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const times = random.list(0, 9, () => random.int(0, 15)).sort((a, b) => a - b)
    const limit = random.int(1, 3)
    const window = random.int(1, 6)
    equal(solution.allowRequests(times, limit, window), expected(times, limit, window))
  },
  14,
)
