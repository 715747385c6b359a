example(() => solution.toHex([255, 0, 171]), 'ff00ab')
example(() => solution.toHex([7]), '07')
example(() => solution.toHex([]), '')

/** The rule once more, written for clarity. */
function expected(bytes: number[]): string {
  return bytes.map((byte) => (byte + 256).toString(16).slice(1)).join('')
}

check('toHex([15, 16])', () => equal(solution.toHex([15, 16]), '0f10'), 1)
check('toHex([9, 10, 160])', () => equal(solution.toHex([9, 10, 160]), '090aa0'), 1)
check(
  'toHex([222, 173, 190, 239])',
  () => equal(solution.toHex([222, 173, 190, 239]), 'deadbeef'),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const bytes = random.list(0, 6, () => random.int(0, 255))
    equal(solution.toHex(bytes), expected(bytes))
  },
  10,
)
