example(() => solution.overlap(0, 5, 3, 9), 2)
example(() => solution.overlap(0, 10, 2, 4), 2)
example(() => solution.overlap(0, 2, 5, 8), 0)

/** The rule once more, written for clarity. */
function expected(a: number, b: number, c: number, d: number): number {
  let length = 0
  for (let x = a; x < b; x++) if (x >= c && x < d) length++
  return length
}

check('overlap(0, 2, 2, 4)', () => equal(solution.overlap(0, 2, 2, 4), 0), 1)
check('overlap(5, 8, 0, 2)', () => equal(solution.overlap(5, 8, 0, 2), 0), 1)
check('overlap(1, 1, 0, 5)', () => equal(solution.overlap(1, 1, 0, 5), 0), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const a = random.int(0, 9)
    const b = random.int(9, 18)
    const c = random.int(0, 12)
    const d = random.int(12, 18)
    equal(solution.overlap(a, b, c, d), expected(a, b, c, d))
  },
  17,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const a = random.int(0, 4)
    const b = random.int(4, 8)
    const c = random.int(5, 9)
    const d = random.int(9, 12)
    equal(solution.overlap(a, b, c, d), expected(a, b, c, d))
  },
  17,
)
