example(() => solution.fromMorse('... --- ...'), 'SOS')
example(() => solution.fromMorse('.... .. / -.-- --- ..-'), 'HI YOU')
example(() => solution.fromMorse('.- ...... -...'), 'A?B')

check("fromMorse('')", () => equal(solution.fromMorse(''), ''), 1)
check("fromMorse('.-')", () => equal(solution.fromMorse('.-'), 'A'), 1)
check(
  "fromMorse('-... -.-. -.. . ..-. --.')",
  () => equal(solution.fromMorse('-... -.-. -.. . ..-. --.'), 'BCDEFG'),
  1,
)
check(
  "fromMorse('.... .. .--- -.- .-.. -- -.')",
  () => equal(solution.fromMorse('.... .. .--- -.- .-.. -- -.'), 'HIJKLMN'),
  1,
)
check(
  "fromMorse('--- .--. --.- .-. ... -')",
  () => equal(solution.fromMorse('--- .--. --.- .-. ... -'), 'OPQRST'),
  1,
)
check(
  "fromMorse('..- ...- .-- -..- -.-- --..')",
  () => equal(solution.fromMorse('..- ...- .-- -..- -.-- --..'), 'UVWXYZ'),
  1,
)
check("fromMorse('----')", () => equal(solution.fromMorse('----'), '?'), 1)
check("fromMorse('. / . / ..--')", () => equal(solution.fromMorse('. / . / ..--'), 'E E ?'), 1)
check(
  'undoes encoding',
  (random) => {
    const codes: Record<string, string> = {
      A: '.-',
      B: '-...',
      C: '-.-.',
      H: '....',
      J: '.---',
      O: '---',
      Q: '--.-',
      T: '-',
      X: '-..-',
      Z: '--..',
    }
    const words = random.list(1, 3, () => random.text(1, 4, 'ABCHJOQTXZ'))
    const code = words
      .map((word) => [...word].map((letter) => codes[letter]!).join(' '))
      .join(' / ')
    equal(solution.fromMorse(code), words.join(' '))
  },
  10,
)
