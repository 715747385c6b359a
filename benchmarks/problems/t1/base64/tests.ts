example(() => solution.toBase64([77, 97, 110]), 'TWFu')
example(() => solution.toBase64([77, 97]), 'TWE=')
example(() => solution.toBase64([77]), 'TQ==')

/** The rule once more, written for clarity. */
function expected(bytes: number[]): string {
  const place = (six: number) =>
    String.fromCharCode(
      six < 26 ? 65 + six : six < 52 ? 71 + six : six < 62 ? six - 4 : six === 62 ? 43 : 47,
    )
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = held * 256 + byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += place(Math.floor(held / 2 ** bits))
      held %= 2 ** bits
    }
  }
  if (bits > 0) text += place(held * 2 ** (6 - bits))
  while (text.length % 4 > 0) text += '='
  return text
}

check('toBase64([])', () => equal(solution.toBase64([]), ''), 1)
check('toBase64([0, 0, 0])', () => equal(solution.toBase64([0, 0, 0]), 'AAAA'), 1)
check('toBase64([255, 255, 255])', () => equal(solution.toBase64([255, 255, 255]), '////'), 1)
check(
  'toBase64([251, 239, 190, 255])',
  () => equal(solution.toBase64([251, 239, 190, 255]), '++++/w=='),
  1,
)
check(
  'toBase64([20, 251, 156, 3, 217])',
  () => equal(solution.toBase64([20, 251, 156, 3, 217]), 'FPucA9k='),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const bytes = random.list(0, 8, () => random.int(0, 255))
    equal(solution.toBase64(bytes), expected(bytes))
  },
  12,
)
