example(() => solution.isbnValid('3-598-21508-8'), true)
example(() => solution.isbnValid('3-598-21507-X'), true)
example(() => solution.isbnValid('3-598-21508-9'), false)
example(() => solution.isbnValid('3-598-2X507-9'), false)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  const match = /^(\d)(\d)(\d)(\d)(\d)(\d)(\d)(\d)(\d)([\dX])$/.exec(text.split('-').join(''))
  if (match === null) return false
  const values = match.slice(1).map((c) => (c === 'X' ? 10 : Number(c)))
  return values.map((value, i) => value * (i + 1)).reduce((a, b) => a + b) % 11 === 0
}

check("isbnValid('')", () => equal(solution.isbnValid(''), false), 1)
check("isbnValid('359821507')", () => equal(solution.isbnValid('359821507'), false), 1)
check("isbnValid('00')", () => equal(solution.isbnValid('00'), false), 1)
check("isbnValid('0000000000')", () => equal(solution.isbnValid('0000000000'), true), 1)
check("isbnValid('3598215088')", () => equal(solution.isbnValid('3598215088'), true), 1)
check("isbnValid('35982150881')", () => equal(solution.isbnValid('35982150881'), false), 1)
check("isbnValid('-3598215088-')", () => equal(solution.isbnValid('-3598215088-'), true), 1)
check("isbnValid('X000000000')", () => equal(solution.isbnValid('X000000000'), false), 1)
check("isbnValid('1234567890')", () => equal(solution.isbnValid('1234567890'), false), 1)
check("isbnValid('0X00000005')", () => equal(solution.isbnValid('0X00000005'), false), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = ((body: string) =>
      body +
      random.pick([
        '0',
        'X',
        '7',
        '0123456789X'[
          (11 - ([...body].reduce((sum, digit, i) => sum + Number(digit) * (10 - i), 0) % 11)) % 11
        ]!,
      ]))(random.text(9, 9, '0123456789'))
    equal(solution.isbnValid(text), expected(text))
  },
  24,
)
