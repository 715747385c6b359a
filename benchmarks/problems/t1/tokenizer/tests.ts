example(() => solution.tokenize('x1 = 3+foo'), ['x1', '=', '3', '+', 'foo'])
example(() => solution.tokenize('a<=b==12'), ['a', '<=', 'b', '==', '12'])
example(() => solution.tokenize('2 $ 3'), null)
example(() => solution.tokenize(''), [])

/** The rule once more, written for clarity. */
function expected(text: string): string[] | null {
  const pieces = text
    .split(/(\d+|[a-zA-Z_][a-zA-Z0-9_]*|==|<=|>=|!=|[+*/=<>()-])/)
    .map((piece, i) => (i % 2 === 0 ? piece.replaceAll(' ', '') : piece))
  if (pieces.some((piece, i) => i % 2 === 0 && piece !== '')) return null
  return pieces.filter((_, i) => i % 2 === 1)
}

check("tokenize('   ')", () => equal(solution.tokenize('   '), []), 1)
check("tokenize('a!b')", () => equal(solution.tokenize('a!b'), null), 1)
check("tokenize('!=')", () => equal(solution.tokenize('!='), ['!=']), 1)
check("tokenize('<==>')", () => equal(solution.tokenize('<==>'), ['<=', '=', '>']), 1)
check("tokenize('12ab')", () => equal(solution.tokenize('12ab'), ['12', 'ab']), 1)
check("tokenize('_x(9)')", () => equal(solution.tokenize('_x(9)'), ['_x', '(', '9', ')']), 1)
check("tokenize('a b')", () => equal(solution.tokenize('a b'), ['a', 'b']), 1)
check("tokenize('* / -')", () => equal(solution.tokenize('* / -'), ['*', '/', '-']), 1)
check("tokenize('===' )", () => equal(solution.tokenize('==='), ['==', '=']), 1)
check("tokenize('é')", () => equal(solution.tokenize('é'), null), 1)
check("tokenize('1  2')", () => equal(solution.tokenize('1  2'), ['1', '2']), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random
      .list(0, 7, () =>
        random.pick([
          '12',
          'x',
          'a1',
          '_',
          ' ',
          '=',
          '==',
          '<',
          '>',
          '!',
          '!=',
          '+',
          '(',
          ')',
          ' ',
          '7',
          '-',
          '*',
          '/',
        ]),
      )
      .join('')
    equal(solution.tokenize(text), expected(text))
  },
  16,
)
