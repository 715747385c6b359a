example(() => solution.brackets(1), ['()'])
example(() => solution.brackets(3), ['((()))', '(()())', '(())()', '()(())', '()()()'])
example(() => solution.brackets(0), [''])

/** The rule once more, written for clarity. */
function expected(pairs: number): string[] {
  const all: string[] = []
  for (let mask = 0; mask < 4 ** pairs; mask++) {
    const bits = pairs === 0 ? [] : [...mask.toString(2).padStart(2 * pairs, '0')]
    let depth = 0
    const depths = bits.map((bit) => {
      depth += bit === '0' ? 1 : -1
      return depth
    })
    const fine = depths.every((d) => d >= 0)
    if (fine && depth === 0) all.push(bits.map((bit) => (bit === '0' ? '(' : ')')).join(''))
  }
  return all
}

check('brackets(2)', () => equal(solution.brackets(2), ['(())', '()()']), 1)
check(
  'brackets(4)',
  () =>
    equal(solution.brackets(4), [
      '(((())))',
      '((()()))',
      '((())())',
      '((()))()',
      '(()(()))',
      '(()()())',
      '(()())()',
      '(())(())',
      '(())()()',
      '()((()))',
      '()(()())',
      '()(())()',
      '()()(())',
      '()()()()',
    ]),
  1,
)
check(
  'brackets(5)',
  () =>
    equal(solution.brackets(5), [
      '((((()))))',
      '(((()())))',
      '(((())()))',
      '(((()))())',
      '(((())))()',
      '((()(())))',
      '((()()()))',
      '((()())())',
      '((()()))()',
      '((())(()))',
      '((())()())',
      '((())())()',
      '((()))(())',
      '((()))()()',
      '(()((())))',
      '(()(()()))',
      '(()(())())',
      '(()(()))()',
      '(()()(()))',
      '(()()()())',
      '(()()())()',
      '(()())(())',
      '(()())()()',
      '(())((()))',
      '(())(()())',
      '(())(())()',
      '(())()(())',
      '(())()()()',
      '()(((())))',
      '()((()()))',
      '()((())())',
      '()((()))()',
      '()(()(()))',
      '()(()()())',
      '()(()())()',
      '()(())(())',
      '()(())()()',
      '()()((()))',
      '()()(()())',
      '()()(())()',
      '()()()(())',
      '()()()()()',
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const pairs = random.int(0, 4)
    equal(solution.brackets(pairs), expected(pairs))
  },
  4,
)
