example(() => solution.mostFrequent([1, 3, 3, 2]), 3)
example(() => solution.mostFrequent([4, 2, 4, 2]), 2)
example(() => solution.mostFrequent([]), null)

/** The rule once more, written for clarity. */
function expected(list: number[]): number | null {
  const times = (n: number) => list.filter((other) => other === n).length
  const ties = list.filter((n) => list.every((other) => times(other) <= times(n)))
  return ties.length === 0 ? null : Math.min(...ties)
}

check('mostFrequent([7])', () => equal(solution.mostFrequent([7]), 7), 1)
check('mostFrequent([10, 9])', () => equal(solution.mostFrequent([10, 9]), 9), 1)
check('mostFrequent([-1, -1, 5, 5])', () => equal(solution.mostFrequent([-1, -1, 5, 5]), -1), 1)
check('mostFrequent([0])', () => equal(solution.mostFrequent([0]), 0), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const list = random.list(0, 8, () => random.int(-3, 3))
    equal(solution.mostFrequent(list), expected(list))
  },
  10,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const list = random.list(1, 5, () => random.int(7, 12))
    equal(solution.mostFrequent(list), expected(list))
  },
  10,
)
