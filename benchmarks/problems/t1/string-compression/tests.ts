example(() => solution.compress('aaab'), 'aaab')
example(() => solution.compress('aaaaabbb'), 'a5b3')
example(() => solution.compress('aabb'), 'aabb')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  const runs: string[] = []
  for (const c of text) {
    if (runs.at(-1)?.[0] === c) runs[runs.length - 1] += c
    else runs.push(c)
  }
  const packed = runs.map((run) => run.charAt(0) + run.length).join('')
  return packed.length >= text.length ? text : packed
}

check("compress('')", () => equal(solution.compress(''), ''), 1)
check("compress('abc')", () => equal(solution.compress('abc'), 'abc'), 1)
check("compress('a')", () => equal(solution.compress('a'), 'a'), 1)
check("compress('zzzzzzzzzzzz')", () => equal(solution.compress('zzzzzzzzzzzz'), 'z12'), 1)
check("compress('aaabccc')", () => equal(solution.compress('aaabccc'), 'a3b1c3'), 1)
check("compress('aaaAAA')", () => equal(solution.compress('aaaAAA'), 'a3A3'), 1)
check("compress('aaabbc')", () => equal(solution.compress('aaabbc'), 'aaabbc'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random
      .list(0, 5, () => random.pick(['a', 'b', 'C']).repeat(random.pick([1, 2, 3, 4, 11])))
      .join('')
    equal(solution.compress(text), expected(text))
  },
  14,
)
