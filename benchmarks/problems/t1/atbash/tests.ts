example(() => solution.atbash('abc'), 'zyx')
example(() => solution.atbash('Hello, World'), 'Svool, Dliow')
example(() => solution.atbash('zyx'), 'abc')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const rows = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return [...text]
    .map(
      (c) => rows.map((row) => (row.includes(c) ? row.at(-1 - row.indexOf(c)) : '')).join('') || c,
    )
    .join('')
}

check("atbash('')", () => equal(solution.atbash(''), ''), 1)
check("atbash('AZaz')", () => equal(solution.atbash('AZaz'), 'ZAza'), 1)
check("atbash('@[`{ 09')", () => equal(solution.atbash('@[`{ 09'), '@[`{ 09'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 12, 'abmnzABMZ 1-')
    equal(solution.atbash(text), expected(text))
  },
  8,
)
