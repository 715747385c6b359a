example(() => solution.midrange([1, 2, 9]), 5)
example(() => solution.midrange([4, 3]), 3.5)
example(() => solution.midrange([7]), 7)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  let [low, high] = [list[0]!, list[0]!]
  for (const n of list) [low, high] = [n < low ? n : low, n > high ? n : high]
  return low + (high - low) / 2
}

check('midrange([-3, 3, 1])', () => equal(solution.midrange([-3, 3, 1]), 0), 1)
check('midrange([10, 9, 100])', () => equal(solution.midrange([10, 9, 100]), 54.5), 1)
check('midrange([0, 0, 5, 1])', () => equal(solution.midrange([0, 0, 5, 1]), 2.5), 1)
check('midrange([-8, -2])', () => equal(solution.midrange([-8, -2]), -5), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(1, 7, () => random.int(-20, 30))
    equal(solution.midrange(list), expected(list))
  },
  10,
)
