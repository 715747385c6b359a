example(() => solution.roundFraction(5, 2), 3)
example(() => solution.roundFraction(7, 2), 3)
example(() => solution.roundFraction(-1, 2), -1)
example(() => solution.roundFraction(10, 4), 3)

check('one half', () => equal(solution.roundFraction(1, 2), 1), 1)
check('minus three halves', () => equal(solution.roundFraction(3, -2), -1), 1)
check(
  'no minus zero',
  () => equal([solution.roundFraction(0, -3), solution.roundFraction(-1, 3)], [0, 0]),
  1,
)
check(
  'near a half',
  () => equal([solution.roundFraction(499, 1000), solution.roundFraction(501, 1000)], [0, 1]),
  1,
)
check(
  'is a nearest number, and an odd one of two',
  (random) => {
    const b = random.int(1, 12) * random.pick([1, -1])
    const a = random.int(-60, 60)
    const n = solution.roundFraction(a, b)
    const rest = 2 * Math.abs(a - n * b)
    ok(Number.isInteger(n) && !Object.is(n, -0))
    ok(rest <= Math.abs(b))
    if (rest === Math.abs(b)) ok(n % 2 !== 0)
  },
  40,
)
check(
  'large ones',
  (random) => {
    const n = random.int(-400_000, 400_000)
    equal(solution.roundFraction(2 * n + 1, 2), n % 2 === 0 ? n + 1 : n)
  },
  10,
)
