example(() => solution.luhnValid('4539 3195 0343 6467'), true)
example(() => solution.luhnValid('8273 1232 7352 0569'), false)
example(() => solution.luhnValid('059'), true)
example(() => solution.luhnValid('0'), false)

/** The rule once more, written for clarity. */
function expected(digits: string): boolean {
  const kept = [...digits].filter((c) => c !== ' ')
  if (kept.length < 2 || kept.some((c) => !'0123456789'.includes(c))) return false
  const weighted = kept.map((c, i) =>
    (kept.length - i) % 2 === 0 ? [...String(2 * Number(c))] : [c],
  )
  return (
    weighted
      .flat()
      .map(Number)
      .reduce((a, b) => a + b) %
      10 ===
    0
  )
}

check("luhnValid('')", () => equal(solution.luhnValid(''), false), 1)
check("luhnValid('00')", () => equal(solution.luhnValid('00'), true), 1)
check("luhnValid('055a')", () => equal(solution.luhnValid('055a'), false), 1)
check("luhnValid('  18 ')", () => equal(solution.luhnValid('  18 '), true), 1)
check("luhnValid('79927398713')", () => equal(solution.luhnValid('79927398713'), true), 1)
check("luhnValid('79927398710')", () => equal(solution.luhnValid('79927398710'), false), 1)
check("luhnValid('91')", () => equal(solution.luhnValid('91'), true), 1)
check("luhnValid('1-8')", () => equal(solution.luhnValid('1-8'), false), 1)
check("luhnValid('5 9')", () => equal(solution.luhnValid('5 9'), true), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const digits = ((body: string) =>
      body +
      random.pick([
        random.text(1, 1, '0123456789'),
        String(
          (10 -
            ([...body]
              .reverse()
              .reduce(
                (sum, digit, i) =>
                  sum +
                  (i % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]! : Number(digit)),
                0,
              ) %
              10)) %
            10,
        ),
      ]))(random.text(1, 6, '0123456789'))
    equal(solution.luhnValid(digits), expected(digits))
  },
  24,
)
