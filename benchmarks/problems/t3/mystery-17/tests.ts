example(() => solution.mystery('the cat'), [3, 3])
example(() => solution.mystery('a'), [1])
example(() => solution.mystery('one two three'), [3, 3, 5])
example(() => solution.mystery('hello wonderful world'), [5, 9, 5])
example(() => solution.mystery('I am'), [1, 2])
example(() => solution.mystery('book keeper'), [4, 6])

/** The rule once more, written for clarity. */
function expected(text: string): number[] {
  const gap = text.indexOf(' ')
  return gap < 0 ? [text.length] : [gap, ...expected(text.slice(gap + 1))]
}

check(
  "mystery('x yy zzz yy x')",
  () => equal(solution.mystery('x yy zzz yy x'), [1, 2, 3, 2, 1]),
  1,
)
check("mystery('banana')", () => equal(solution.mystery('banana'), [6]), 1)
check(
  "mystery('to be or not to be')",
  () => equal(solution.mystery('to be or not to be'), [2, 2, 2, 3, 2, 2]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.list(1, 5, () => random.text(1, 7, 'aabeo')).join(' ')
    equal(solution.mystery(text), expected(text))
  },
  10,
)
