example(() => solution.canMatch('(*)'), true)
example(() => solution.canMatch('*('), false)
example(() => solution.canMatch('(*))'), true)

const slow = (text: string, depth = 0): boolean => {
  if (depth < 0) return false
  if (text === '') return depth === 0
  const [first, rest] = [text.charAt(0), text.slice(1)]
  const isJoker = first === '*'
  return (
    ((isJoker || first === '(') && slow(rest, depth + 1)) ||
    ((isJoker || first === ')') && slow(rest, depth - 1)) ||
    (isJoker && slow(rest, depth))
  )
}

check('nothing', () => equal(solution.canMatch(''), true), 1)
check(
  'without jokers',
  () => {
    equal(solution.canMatch('(()())'), true)
    equal(solution.canMatch('())('), false)
    equal(solution.canMatch('(()'), false)
  },
  1,
)
check('jokers only', () => equal(solution.canMatch('***'), true), 1)
check(
  'a joker in the wrong place',
  () => {
    equal(solution.canMatch(')*'), false)
    equal(solution.canMatch('*)(*)('), false)
    equal(solution.canMatch('(((**'), false)
  },
  1,
)
check('jokers on both sides', () => equal(solution.canMatch('**))((**'), true), 1)
check(
  'agrees with trying every reading',
  (random) => {
    const text = random.text(0, 8, '(()))*')
    equal(solution.canMatch(text), slow(text), text)
  },
  70,
)
