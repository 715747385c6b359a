example(() => solution.tokens('x1 <= 20'), ['x1', '<=', '20'])
example(() => solution.tokens('a=b==c'), ['a', '=', 'b', '==', 'c'])
example(() => solution.tokens('(2ab)!'), ['(', '2', 'ab', ')', '!'])
example(() => solution.tokens('19-x9'), ['19', '-', 'x9'])

check(
  'nothing',
  () => {
    equal(solution.tokens(''), [])
    equal(solution.tokens('   '), [])
  },
  1,
)
check(
  'every digit and the ends of the alphabet',
  () => equal(solution.tokens('0123456789 az09za'), ['0123456789', 'az09za']),
  1,
)
check('three signs', () => equal(solution.tokens('<==>'), ['<=', '=', '>']), 1)
check(
  'signs that do not join',
  () => equal(solution.tokens('+= < =*'), ['+', '=', '<', '=', '*']),
  1,
)
check(
  'characters next to letters and digits',
  () => equal(solution.tokens('a`b{c/d:'), ['a', '`', 'b', '{', 'c', '/', 'd', ':']),
  1,
)
check('capital letters stand alone', () => equal(solution.tokens('aBc'), ['a', 'B', 'c']), 1)
check(
  'agrees with a pattern',
  (random) => {
    const text = random.text(0, 14, 'azc0959 <>=!(+')
    equal(solution.tokens(text), text.match(/\d+|[a-z][a-z\d]*|[<>=!]=|[^ ]/g) ?? [])
  },
  40,
)
