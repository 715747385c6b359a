example(() => solution.evensFirst([3, 2, 1, 4]), [2, 4, 3, 1])
example(() => solution.evensFirst([5, 7]), [5, 7])
example(() => solution.evensFirst([6, -3, 0]), [6, 0, -3])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const result: number[] = []
  let evens = 0
  for (const n of list) {
    if (n % 2 === 0) result.splice(evens++, 0, n)
    else result.push(n)
  }
  return result
}

check('evensFirst([])', () => equal(solution.evensFirst([]), []), 1)
check('evensFirst([-1, -2])', () => equal(solution.evensFirst([-1, -2]), [-2, -1]), 1)
check('evensFirst([9, 8, 7, 6])', () => equal(solution.evensFirst([9, 8, 7, 6]), [8, 6, 9, 7]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-9, 9))
    equal(solution.evensFirst(list), expected(list))
  },
  10,
)
