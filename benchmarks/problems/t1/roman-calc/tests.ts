example(() => solution.addRoman('XII', 'VIIII'), 'XXI')
example(() => solution.addRoman('IIII', 'I'), 'V')
example(() => solution.addRoman('MD', 'DCL'), 'MMCL')

/** The rule once more, written for clarity. */
function expected(a: string, b: string): string {
  const letters = 'IVXLCDM'
  const counts = [...letters].map((letter) => (a + b).split(letter).length - 1)
  for (let i = 0; i < 6; i++) {
    const base = i % 2 === 0 ? 5 : 2
    counts[i + 1]! += Math.floor(counts[i]! / base)
    counts[i]! %= base
  }
  return counts
    .map((count, i) => letters[i]!.repeat(count))
    .reverse()
    .join('')
}

check("addRoman('I', 'I')", () => equal(solution.addRoman('I', 'I'), 'II'), 1)
check("addRoman('LXXXX', 'X')", () => equal(solution.addRoman('LXXXX', 'X'), 'C'), 1)
check("addRoman('CCCC', 'C')", () => equal(solution.addRoman('CCCC', 'C'), 'D'), 1)
check(
  "addRoman('MMMDCCCCLXXXXVIIII', 'I')",
  () => equal(solution.addRoman('MMMDCCCCLXXXXVIIII', 'I'), 'MMMM'),
  1,
)
check("addRoman('V', 'V')", () => equal(solution.addRoman('V', 'V'), 'X'), 1)
check("addRoman('CCCCXXXX', 'LXVI')", () => equal(solution.addRoman('CCCCXXXX', 'LXVI'), 'DVI'), 1)
check("addRoman('D', 'CCCC')", () => equal(solution.addRoman('D', 'CCCC'), 'DCCCC'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = ((n: number) =>
      'M'.repeat(n / 1000) +
      'D'.repeat((n % 1000) / 500) +
      'C'.repeat((n % 500) / 100) +
      'L'.repeat((n % 100) / 50) +
      'X'.repeat((n % 50) / 10) +
      'V'.repeat((n % 10) / 5) +
      'I'.repeat(n % 5))(random.int(1, 1999))
    const b = ((n: number) =>
      'M'.repeat(n / 1000) +
      'D'.repeat((n % 1000) / 500) +
      'C'.repeat((n % 500) / 100) +
      'L'.repeat((n % 100) / 50) +
      'X'.repeat((n % 50) / 10) +
      'V'.repeat((n % 10) / 5) +
      'I'.repeat(n % 5))(random.int(1, 1999))
    equal(solution.addRoman(a, b), expected(a, b))
  },
  12,
)
