example(() => solution.shift('ABC', 1), 'BCD')
example(() => solution.shift('XYZ', 3), 'ABC')
example(() => solution.shift('HELLO, World', -1), 'GDKKN, Vorld')

/** The rule once more, written for clarity. */
function expected(text: string, by: number): string {
  let result = ''
  for (const c of text) {
    let place = c.charCodeAt(0)
    for (let i = 0; c >= 'A' && c <= 'Z' && i < Math.abs(by); i++) {
      place += Math.sign(by)
      if (place > 90) place = 65
      if (place < 65) place = 90
    }
    result += String.fromCharCode(place)
  }
  return result
}

check("shift('', 5)", () => equal(solution.shift('', 5), ''), 1)
check("shift('AZ', 0)", () => equal(solution.shift('AZ', 0), 'AZ'), 1)
check("shift('AZ', 26)", () => equal(solution.shift('AZ', 26), 'AZ'), 1)
check("shift('AZ', -53)", () => equal(solution.shift('AZ', -53), 'ZY'), 1)
check("shift('M', 79)", () => equal(solution.shift('M', 79), 'N'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 8, 'ABCMNYZ az1')
    const by = random.int(-60, 60)
    equal(solution.shift(text, by), expected(text, by))
  },
  12,
)
