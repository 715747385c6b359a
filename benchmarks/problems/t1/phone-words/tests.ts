example(() => solution.phoneWords('23'), ['ad', 'ae', 'af', 'bd', 'be', 'bf', 'cd', 'ce', 'cf'])
example(() => solution.phoneWords('7'), ['p', 'q', 'r', 's'])
example(() => solution.phoneWords(''), [])

/** The rule once more, written for clarity. */
function expected(digits: string): string[] {
  if (digits === '') return []
  const letters = 'abcdefghijklmnopqrstuvwxyz'
    .split('')
    .filter(
      (c) => '22233344455566677778889999'['abcdefghijklmnopqrstuvwxyz'.indexOf(c)] === digits[0],
    )
  const rest = digits.length > 1 ? expected(digits.slice(1)) : ['']
  return letters.flatMap((c) => rest.map((tail) => c + tail))
}

check("phoneWords('9')", () => equal(solution.phoneWords('9'), ['w', 'x', 'y', 'z']), 1)
check(
  "phoneWords('259')",
  () =>
    equal(solution.phoneWords('259'), [
      'ajw',
      'ajx',
      'ajy',
      'ajz',
      'akw',
      'akx',
      'aky',
      'akz',
      'alw',
      'alx',
      'aly',
      'alz',
      'bjw',
      'bjx',
      'bjy',
      'bjz',
      'bkw',
      'bkx',
      'bky',
      'bkz',
      'blw',
      'blx',
      'bly',
      'blz',
      'cjw',
      'cjx',
      'cjy',
      'cjz',
      'ckw',
      'ckx',
      'cky',
      'ckz',
      'clw',
      'clx',
      'cly',
      'clz',
    ]),
  1,
)
check(
  "phoneWords('84')",
  () => equal(solution.phoneWords('84'), ['tg', 'th', 'ti', 'ug', 'uh', 'ui', 'vg', 'vh', 'vi']),
  1,
)
check(
  "phoneWords('66')",
  () => equal(solution.phoneWords('66'), ['mm', 'mn', 'mo', 'nm', 'nn', 'no', 'om', 'on', 'oo']),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const digits = random.text(0, 3, '23456789')
    equal(solution.phoneWords(digits), expected(digits))
  },
  5,
)
