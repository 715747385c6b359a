example(() => solution.rot13('Hello, World!'), 'Uryyb, Jbeyq!')
example(() => solution.rot13('nop'), 'abc')
example(() => solution.rot13('123'), '123')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzabcdefghijklm'
  return [...text]
    .map((c) => {
      const at = letters.indexOf(c.toLowerCase())
      if (at < 0) return c
      return c === c.toLowerCase() ? letters[at + 13]! : letters[at + 13]!.toUpperCase()
    })
    .join('')
}

check("rot13('')", () => equal(solution.rot13(''), ''), 1)
check("rot13('AZ az MN mn')", () => equal(solution.rot13('AZ az MN mn'), 'NM nm ZA za'), 1)
check("rot13('@[`{')", () => equal(solution.rot13('@[`{'), '@[`{'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 12, 'abcmnzABMNZ 1!')
    equal(solution.rot13(text), expected(text))
  },
  8,
)
