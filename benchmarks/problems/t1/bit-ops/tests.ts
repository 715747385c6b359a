example(() => solution.reverseBits(1, 8), 128)
example(() => solution.reverseBits(6, 3), 3)
example(() => solution.reverseBits(5, 4), 10)

/** The rule once more, written for clarity. */
function expected(n: number, width: number): number {
  let sum = 0
  for (let i = 0; i < width; i++) if (Math.floor(n / 2 ** i) % 2 === 1) sum += 2 ** (width - 1 - i)
  return sum
}

check('reverseBits(0, 1)', () => equal(solution.reverseBits(0, 1), 0), 1)
check('reverseBits(1, 1)', () => equal(solution.reverseBits(1, 1), 1), 1)
check('reverseBits(255, 4)', () => equal(solution.reverseBits(255, 4), 15), 1)
check(
  'reverseBits(2147483647, 30)',
  () => equal(solution.reverseBits(2147483647, 30), 1073741823),
  1,
)
check('reverseBits(16, 4)', () => equal(solution.reverseBits(16, 4), 0), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 5000)
    const width = random.int(1, 16)
    equal(solution.reverseBits(n, width), expected(n, width))
  },
  14,
)
