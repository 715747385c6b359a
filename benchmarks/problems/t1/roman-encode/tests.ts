example(() => solution.toRoman(1994), 'MCMXCIV')
example(() => solution.toRoman(3999), 'MMMCMXCIX')
example(() => solution.toRoman(58), 'LVIII')
example(() => solution.toRoman(4), 'IV')

/** The rule once more, written for clarity. */
function expected(n: number): string {
  let text = 'I'.repeat(n)
  for (const [many, one] of [
    ['IIIII', 'V'],
    ['VV', 'X'],
    ['XXXXX', 'L'],
    ['LL', 'C'],
    ['CCCCC', 'D'],
    ['DD', 'M'],
  ] as const)
    text = text.replaceAll(many, one)
  text = text
    .split('')
    .sort((a, b) => 'MDCLXVI'.indexOf(a) - 'MDCLXVI'.indexOf(b))
    .join('')
  for (const [long, short] of [
    ['DCCCC', 'CM'],
    ['CCCC', 'CD'],
    ['LXXXX', 'XC'],
    ['XXXX', 'XL'],
    ['VIIII', 'IX'],
    ['IIII', 'IV'],
  ] as const)
    text = text.replace(long, short)
  return text
}

check('toRoman(1)', () => equal(solution.toRoman(1), 'I'), 1)
check('toRoman(9)', () => equal(solution.toRoman(9), 'IX'), 1)
check('toRoman(40)', () => equal(solution.toRoman(40), 'XL'), 1)
check('toRoman(400)', () => equal(solution.toRoman(400), 'CD'), 1)
check('toRoman(900)', () => equal(solution.toRoman(900), 'CM'), 1)
check('toRoman(444)', () => equal(solution.toRoman(444), 'CDXLIV'), 1)
check('toRoman(2000)', () => equal(solution.toRoman(2000), 'MM'), 1)
check('toRoman(1666)', () => equal(solution.toRoman(1666), 'MDCLXVI'), 1)
check('toRoman(678)', () => equal(solution.toRoman(678), 'DCLXXVIII'), 1)
check('toRoman(123)', () => equal(solution.toRoman(123), 'CXXIII'), 1)
check('toRoman(535)', () => equal(solution.toRoman(535), 'DXXXV'), 1)
check('toRoman(777)', () => equal(solution.toRoman(777), 'DCCLXXVII'), 1)
check('toRoman(88)', () => equal(solution.toRoman(88), 'LXXXVIII'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 3999)
    equal(solution.toRoman(n), expected(n))
  },
  12,
)
