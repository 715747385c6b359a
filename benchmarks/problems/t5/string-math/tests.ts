example(() => solution.calculate('cat + tiger'), 'catiger')
example(() => solution.calculate('banana - an'), 'bana')
example(() => solution.calculate('ab * xyx'), 'abab')
example(() => solution.calculate('a + b * bc - a'), 'abb')

check('one word', () => equal(solution.calculate('hello'), 'hello'), 1)
check('letters of the second word count once', () => equal(solution.calculate('a + bob'), 'abo'), 1)
check(
  'the first word keeps its double letters',
  () => equal(solution.calculate('aa + ab'), 'aab'),
  1,
)
check('nothing left', () => equal(solution.calculate('ab - bca * z + yy'), 'y'), 1)
check('more letters than there are', () => equal(solution.calculate('abca - aaaz'), 'bc'), 1)
check('once is no change', () => equal(solution.calculate('ab * zz'), 'ab'), 1)

/** Each operator for one pair of words. */
function step(a: string, operator: string, b: string): string {
  let result = operator === '*' ? '' : a
  const seen = new Set<string>()
  for (const letter of b) {
    if (operator === '-') {
      const mirrored = [...result].reverse()
      const at = mirrored.indexOf(letter)
      if (at >= 0) mirrored.splice(at, 1)
      result = mirrored.reverse().join('')
    } else if (!seen.has(letter)) {
      if (operator === '*') result += a
      else if (!a.includes(letter)) result += letter
    }
    seen.add(letter)
  }
  return result
}

check(
  'agrees with one step at a time',
  (random) => {
    let value = random.text(1, 5, 'abcd')
    let text = value
    for (let i = random.int(1, 4); i > 0; i--) {
      const [operator, word] = [random.pick(['+', '-', '*']), random.text(1, 4, 'abcde')]
      text += ` ${operator} ${word}`
      value = step(value, operator, word)
    }
    equal(solution.calculate(text), value)
  },
  30,
)
