example(() => solution.divideAway(7, 2), [4, -1])
example(() => solution.divideAway(-7, 2), [-4, 1])
example(() => solution.divideAway(6, -3), [-2, 0])
exampleThrows(() => solution.divideAway(1, 0))

check(
  'zero',
  () =>
    equal(
      [solution.divideAway(0, 5), solution.divideAway(0, -5)],
      [
        [0, 0],
        [0, 0],
      ],
    ),
  1,
)
check('zero by zero', () => throws(() => solution.divideAway(0, 0)), 1)
check(
  'smaller than the divisor',
  () =>
    equal(
      [solution.divideAway(1, 5), solution.divideAway(1, -5)],
      [
        [1, -4],
        [-1, -4],
      ],
    ),
  1,
)
check('both negative', () => equal(solution.divideAway(-7, -2), [4, 1]), 1)
check(
  'the parts make the whole, and the remainder has the sign opposite to the dividend',
  (random) => {
    const a = random.pick([random.int(-30, 30), random.int(-1_000_000_000, 1_000_000_000)])
    const b = random.int(1, 12) * random.pick([1, -1])
    const [quotient, remainder] = solution.divideAway(a, b)
    equal(b * quotient + remainder, a)
    ok(Math.abs(remainder) < Math.abs(b))
    ok(remainder === 0 || remainder < 0 === a > 0)
    ok(!Object.is(quotient, -0) && !Object.is(remainder, -0))
  },
  40,
)
