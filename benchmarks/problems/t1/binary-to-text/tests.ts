example(() => solution.binaryToText('01001000 01101001'), 'Hi')
example(() => solution.binaryToText('00100001'), '!')
example(() => solution.binaryToText(''), '')

/** The rule once more, written for clarity. */
function expected(bits: string): string {
  const bytes = bits.split(' ').filter((byte) => byte.length === 8)
  return bytes
    .map((byte) =>
      String.fromCharCode([...byte].reduce((sum, bit, i) => sum + (bit === '1' ? 128 >> i : 0), 0)),
    )
    .join('')
}

check(
  "binaryToText('00110000 00110001')",
  () => equal(solution.binaryToText('00110000 00110001'), '01'),
  1,
)
check(
  "binaryToText('01000001 00100000 01000010')",
  () => equal(solution.binaryToText('01000001 00100000 01000010'), 'A B'),
  1,
)
check("binaryToText('01111110')", () => equal(solution.binaryToText('01111110'), '~'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const bits = [...random.text(0, 6, 'aZ 09~!m')]
      .map((c) => c.charCodeAt(0).toString(2).padStart(8, '0'))
      .join(' ')
    equal(solution.binaryToText(bits), expected(bits))
  },
  8,
)
