example(() => solution.mystery('hello'), 'ehllo')
example(() => solution.mystery('cab'), 'abc')
example(() => solution.mystery('zyx'), 'xyz')
example(() => solution.mystery('a'), 'a')
example(() => solution.mystery(''), '')
example(() => solution.mystery('banana'), 'aaabnn')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return [...'abcdefghijklmnopqrstuvwxyz'].map((c) => c.repeat(text.split(c).length - 1)).join('')
}

check("mystery('queue')", () => equal(solution.mystery('queue'), 'eequu'), 1)
check("mystery('abba')", () => equal(solution.mystery('abba'), 'aabb'), 1)
check("mystery('typewriter')", () => equal(solution.mystery('typewriter'), 'eeiprrttwy'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 9)
    equal(solution.mystery(text), expected(text))
  },
  10,
)
