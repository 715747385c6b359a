example(() => solution.isPangram('The quick brown fox jumps over the lazy dog'), true)
example(() => solution.isPangram('hello world'), false)
example(() => solution.isPangram('ABCDEFGHIJKLMNOPQRSTUVWXYZ'), true)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  let missing = 'abcdefghijklmnopqrstuvwxyz'
  for (const c of text.toLowerCase()) missing = missing.replace(c, '')
  return missing === ''
}

check("isPangram('')", () => equal(solution.isPangram(''), false), 1)
check(
  "isPangram('abcdefghijklmnopqrstuvwxy 0123456789 .,;')",
  () => equal(solution.isPangram('abcdefghijklmnopqrstuvwxy 0123456789 .,;'), false),
  1,
)
check(
  "isPangram('bcdefghijklmnopqrstuvwxyz aBC')",
  () => equal(solution.isPangram('bcdefghijklmnopqrstuvwxyz aBC'), true),
  1,
)
check(
  "isPangram('abcdefghijklmnopqrstuvwxya')",
  () => equal(solution.isPangram('abcdefghijklmnopqrstuvwxya'), false),
  1,
)
check(
  "isPangram('Sphinx of black quartz, judge my vow')",
  () => equal(solution.isPangram('Sphinx of black quartz, judge my vow'), true),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const text = ((gone: string) =>
      random
        .shuffle([...'abcdefghijKLMNOPQRSTUVWXYZ 12.'])
        .filter((c) => c !== gone)
        .join(''))(random.pick([...'abcghijKLMNTUVWXYZ 12.']))
    equal(solution.isPangram(text), expected(text))
  },
  12,
)
