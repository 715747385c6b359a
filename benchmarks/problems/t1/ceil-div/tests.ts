example(() => solution.ceilDiv(10, 3), 4)
example(() => solution.ceilDiv(9, 3), 3)
example(() => solution.ceilDiv(0, 5), 0)

/** The rule once more, written for clarity. */
function expected(items: number, size: number): number {
  let boxes = 0
  while (boxes * size < items) boxes++
  return boxes
}

check('ceilDiv(1, 100)', () => equal(solution.ceilDiv(1, 100), 1), 1)
check('ceilDiv(1, 1)', () => equal(solution.ceilDiv(1, 1), 1), 1)
check('ceilDiv(101, 10)', () => equal(solution.ceilDiv(101, 10), 11), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const items = random.int(0, 60)
    const size = random.int(1, 9)
    equal(solution.ceilDiv(items, size), expected(items, size))
  },
  20,
)
