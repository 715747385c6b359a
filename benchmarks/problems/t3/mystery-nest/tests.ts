example(() => solution.mystery('(())'), 2)
example(() => solution.mystery('()()'), 1)
example(() => solution.mystery(''), 0)
example(() => solution.mystery('(a(b)c)'), 2)
example(() => solution.mystery('()(()(()))'), 3)
example(() => solution.mystery('abc'), 0)
example(() => solution.mystery('((x))((y))()'), 2)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  const depths = [...text].map((_, i) => {
    const start = text.slice(0, i + 1)
    return start.split('(').length - start.split(')').length
  })
  return Math.max(0, ...depths)
}

check("mystery('(()())')", () => equal(solution.mystery('(()())'), 2), 1)
check("mystery('((()))()')", () => equal(solution.mystery('((()))()'), 3), 1)
check("mystery('(()(()()))')", () => equal(solution.mystery('(()(()()))'), 3), 1)
check("mystery('(x)')", () => equal(solution.mystery('(x)'), 1), 1)
const nest = (random: Random, depth: number): string =>
  random
    .list(0, 2, () =>
      depth > 0 && random.bool(0.7) ? `(${nest(random, depth - 1)})` : random.text(0, 2),
    )
    .join('')

check(
  'agrees with the plain rule',
  (random) => {
    const text = nest(random, 4)
    equal(solution.mystery(text), expected(text))
  },
  15,
)
