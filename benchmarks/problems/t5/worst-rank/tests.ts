example(() => solution.places([70, 60, 80, 70]), [3, 1, 4, 3])
example(() => solution.places([5, null, 3, null]), [2, 0, 1, 0])
example(() => solution.places([4, 4, 4]), [3, 3, 3])

check('nobody', () => equal(solution.places([]), []), 1)
check('all gave up', () => equal(solution.places([null, null]), [0, 0]), 1)
check('zero and negative scores', () => equal(solution.places([0, -2, null, 0]), [3, 1, 0, 3]), 1)
check('10 is more than 9', () => equal(solution.places([10, 9, 100]), [2, 1, 3]), 1)
check(
  'the place says how many are not worse',
  (random) => {
    const scores = random.list(0, 8, () =>
      random.pick([null, random.int(-3, 3), random.int(0, 20)]),
    )
    const result = solution.places(scores)
    equal(result.length, scores.length)
    for (const [i, own] of scores.entries()) {
      let behind = 0
      for (const other of scores) if (own !== null && other !== null && other > own) behind++
      const players = scores.filter((score) => score !== null).length
      equal(result[i], own === null ? 0 : players - behind)
    }
  },
  20,
)
