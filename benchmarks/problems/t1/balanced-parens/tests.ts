example(() => solution.firstMismatch('f(a[1], {b: 2})'), -1)
example(() => solution.firstMismatch('(]'), 1)
example(() => solution.firstMismatch('((a)'), 0)
example(() => solution.firstMismatch('x)'), 1)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  // Blank out innermost pairs until none is left.
  let rest = text.replace(/[^()[\]{}]/g, ' ')
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/\( *\)|\[ *\]|\{ *\}/g, (pair) => ' '.repeat(pair.length))
  }
  const closing = rest.search(/[)\]}]/)
  return closing >= 0 ? closing : rest.search(/[([{]/)
}

check("firstMismatch('')", () => equal(solution.firstMismatch(''), -1), 1)
check("firstMismatch('()[]{}')", () => equal(solution.firstMismatch('()[]{}'), -1), 1)
check("firstMismatch('([)]')", () => equal(solution.firstMismatch('([)]'), 2), 1)
check("firstMismatch('}')", () => equal(solution.firstMismatch('}'), 0), 1)
check("firstMismatch('a(b[c')", () => equal(solution.firstMismatch('a(b[c'), 1), 1)
check("firstMismatch('{[]')", () => equal(solution.firstMismatch('{[]'), 0), 1)
check("firstMismatch('(})')", () => equal(solution.firstMismatch('(})'), 1), 1)
check("firstMismatch('[)')", () => equal(solution.firstMismatch('[)'), 1), 1)
check("firstMismatch('([]{)')", () => equal(solution.firstMismatch('([]{)'), 4), 1)
check("firstMismatch('())')", () => equal(solution.firstMismatch('())'), 2), 1)
check("firstMismatch(')(')", () => equal(solution.firstMismatch(')('), 0), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const text = random.text(0, 7, '()[]{}a')
    equal(solution.firstMismatch(text), expected(text))
  },
  11,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const text = random
      .list(0, 4, () => random.pick(['()', '[', ']', '{x}', '([])', '}', '{', ')']))
      .join('')
    equal(solution.firstMismatch(text), expected(text))
  },
  11,
)
