example(() => solution.mystery([21, 10, 32]), [10, 21, 32])
example(() => solution.mystery([19, 9, 29]), [19, 9, 29])
example(() => solution.mystery([5, 14, 23]), [23, 14, 5])
example(() => solution.mystery([]), [])
example(() => solution.mystery([7]), [7])
example(() => solution.mystery([40, 31, 22, 13, 4]), [40, 31, 22, 13, 4])
example(() => solution.mystery([12, 2, 91, 50]), [50, 91, 12, 2])

/** The rule once more, written for clarity. */
function expected(list: number[]): number[] {
  const result: number[] = []
  for (const n of list) {
    const at = result.findIndex((other) => String(other).at(-1)! > String(n).at(-1)!)
    result.splice(at < 0 ? result.length : at, 0, n)
  }
  return result
}

check(
  'mystery([33, 3, 13, 23])',
  () => equal(solution.mystery([33, 3, 13, 23]), [33, 3, 13, 23]),
  1,
)
check('mystery([99, 100, 1])', () => equal(solution.mystery([99, 100, 1]), [100, 1, 99]), 1)
check('mystery([15, 5, 24, 4])', () => equal(solution.mystery([15, 5, 24, 4]), [24, 4, 15, 5]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 60))
    equal(solution.mystery(list), expected(list))
  },
  12,
)
