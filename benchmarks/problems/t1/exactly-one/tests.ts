example(() => solution.exactlyOne(true, false, false), true)
example(() => solution.exactlyOne(true, true, false), false)
example(() => solution.exactlyOne(false, false, false), false)

/** The rule once more, written for clarity. */
function expected(a: boolean, b: boolean, c: boolean): boolean {
  return [a, b, c].filter(Boolean).length === 1
}

check('exactlyOne(true, true, true)', () => equal(solution.exactlyOne(true, true, true), false), 1)
check(
  'exactlyOne(false, true, false)',
  () => equal(solution.exactlyOne(false, true, false), true),
  1,
)
check(
  'exactlyOne(false, false, true)',
  () => equal(solution.exactlyOne(false, false, true), true),
  1,
)
check(
  'exactlyOne(true, false, true)',
  () => equal(solution.exactlyOne(true, false, true), false),
  1,
)
check(
  'exactlyOne(false, true, true)',
  () => equal(solution.exactlyOne(false, true, true), false),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.bool()
    const b = random.bool()
    const c = random.bool()
    equal(solution.exactlyOne(a, b, c), expected(a, b, c))
  },
  8,
)
