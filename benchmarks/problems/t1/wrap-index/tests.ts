example(() => solution.wrapIndex(7, 5), 2)
example(() => solution.wrapIndex(-1, 5), 4)
example(() => solution.wrapIndex(3, 5), 3)

/** The rule once more, written for clarity. */
function expected(index: number, length: number): number {
  let place = index
  while (place < 0) place += length
  while (place >= length) place -= length
  return place
}

check('wrapIndex(0, 1)', () => equal(solution.wrapIndex(0, 1) + 0, 0), 1)
check('wrapIndex(5, 5)', () => equal(solution.wrapIndex(5, 5) + 0, 0), 1)
check('wrapIndex(-5, 5)', () => equal(solution.wrapIndex(-5, 5) + 0, 0), 1)
check('wrapIndex(-13, 4)', () => equal(solution.wrapIndex(-13, 4) + 0, 3), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const index = random.int(-40, 40)
    const length = random.int(1, 9)
    equal(solution.wrapIndex(index, length) + 0, expected(index, length))
  },
  20,
)
