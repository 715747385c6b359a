example(() => solution.fromRoman('MCMXCIV'), 1994)
example(() => solution.fromRoman('LVIII'), 58)
example(() => solution.fromRoman('IV'), 4)

check("fromRoman('I')", () => equal(solution.fromRoman('I'), 1), 1)
check("fromRoman('MMMCMXCIX')", () => equal(solution.fromRoman('MMMCMXCIX'), 3999), 1)
check("fromRoman('XLIX')", () => equal(solution.fromRoman('XLIX'), 49), 1)
check("fromRoman('CDXLIV')", () => equal(solution.fromRoman('CDXLIV'), 444), 1)
check("fromRoman('DCC')", () => equal(solution.fromRoman('DCC'), 700), 1)
check("fromRoman('VIII')", () => equal(solution.fromRoman('VIII'), 8), 1)
const toRoman = (n: number) => {
  const place = (digit: number, one: string, five: string, ten: string) =>
    [
      '',
      one,
      one + one,
      one + one + one,
      one + five,
      five,
      five + one,
      five + one + one,
      five + one + one + one,
      one + ten,
    ][digit]!
  const digit = (power: number) => Math.floor(n / power) % 10
  return (
    place(digit(1000), 'M', '', '') +
    place(digit(100), 'C', 'D', 'M') +
    place(digit(10), 'X', 'L', 'C') +
    place(digit(1), 'I', 'V', 'X')
  )
}

check(
  'undoes writing',
  (random) => {
    const n = random.int(1, 3999)
    equal(solution.fromRoman(toRoman(n)), n)
  },
  15,
)
