example(() => solution.reverseLetters('ab-cd'), 'dc-ba')
example(() => solution.reverseLetters('a-bC-dEf_g'), 'g-fE-dCb_a')
example(() => solution.reverseLetters('[one], (two)'), '[owt], (eno)')

const slow = (text: string) => {
  const isLetter = (char: string) => char.toLowerCase() !== char.toUpperCase()
  const letters = [...text].filter(isLetter)
  return [...text].map((char) => (isLetter(char) ? letters.pop() : char)).join('')
}

check('nothing', () => equal(solution.reverseLetters(''), ''), 1)
check('no letters', () => equal(solution.reverseLetters('1_2^3'), '1_2^3'), 1)
check('signs between the cases', () => equal(solution.reverseLetters('[a\\]b^_`'), '[b\\]a^_`'), 1)
check('signs next to the letters', () => equal(solution.reverseLetters('@aZ[`zA{'), '@Az[`Za{'), 1)
check('two letters', () => equal(solution.reverseLetters('xy'), 'yx'), 1)
check(
  'agrees with a stack of letters',
  (random) => {
    const text = random.text(0, 12, 'abcXYZ12_-[]^ ')
    equal(solution.reverseLetters(text), slow(text))
  },
  20,
)
check('twice is nothing', (random) => {
  const text = random.text(0, 12, 'abcXYZ1_[')
  equal(solution.reverseLetters(solution.reverseLetters(text)), text)
})
