example(() => solution.matches('(ab|c)*d', 'abcabd'), true)
example(() => solution.matches('a[^bc]?.', 'abx'), false)
example(() => solution.matches('ab', 'xab'), false)
example(() => solution.matches('(a|)+', ''), true)

/** A pattern and texts that it matches, by chance. */
function make(random: Random, depth: number): { pattern: string; sample: () => string } {
  const kind = random.int(0, depth > 0 ? 6 : 2)
  if (kind === 0) {
    const char = random.pick(['a', 'b'])
    return { pattern: char, sample: () => char }
  }
  if (kind === 1) return { pattern: '.', sample: () => random.pick(['a', 'b', '1']) }
  if (kind === 2) {
    const isNegated = random.bool()
    return {
      pattern: isNegated ? '[^b1]' : '[b1]',
      sample: () => random.pick(isNegated ? ['a', 'c'] : ['b', '1']),
    }
  }
  if (kind === 3) {
    const part = make(random, depth - 1)
    const sign = random.pick(['*', '+', '?'])
    return {
      pattern: `(${part.pattern})${sign}`,
      sample: () => {
        let text = ''
        for (let i = random.int(sign === '+' ? 1 : 0, sign === '?' ? 1 : 3); i > 0; i--)
          text += part.sample()
        return text
      },
    }
  }
  if (kind === 4) {
    const sides = random.list(2, 3, () =>
      random.bool(0.2) ? { pattern: '', sample: () => '' } : make(random, depth - 1),
    )
    return {
      pattern: `(${sides.map(({ pattern }) => pattern).join('|')})`,
      sample: () => random.pick(sides).sample(),
    }
  }
  const parts = random.list(1, 3, () => make(random, depth - 1))
  return {
    pattern: parts.map(({ pattern }) => pattern).join(''),
    sample: () => parts.map((part) => part.sample()).join(''),
  }
}

check(
  'the empty pattern',
  () => equal([solution.matches('', ''), solution.matches('', 'a')], [true, false]),
  1,
)
check(
  'signs behind characters',
  () => equal([solution.matches('ab*c+', 'acc'), solution.matches('ab*c+', 'abb')], [true, false]),
  1,
)
check(
  'at most once',
  () => equal([solution.matches('ab?a', 'aa'), solution.matches('ab?a', 'abba')], [true, false]),
  1,
)
check(
  'the weakest is |',
  () =>
    equal(
      ['ab|cd', 'a(b|c)d'].map((pattern) => solution.matches(pattern, 'abd')),
      [false, true],
    ),
  1,
)
check('gives characters back', () => ok(solution.matches('a*ab?b.', 'aaabx')), 1)
check('a sign behind a class', () => equal(solution.matches('[ab]+[^a]*', 'abacbc'), true), 1)
check(
  'groups are parts',
  () => equal([solution.matches('(ab)+', 'abab'), solution.matches('(ab)+', 'abb')], [true, false]),
  1,
)
check('comes to an end', () => equal(solution.matches('(a*)*b', 'a'.repeat(25)), false), 1)
check(
  'empty repetitions',
  () =>
    equal([solution.matches('(a*|b)*c', 'abbac'), solution.matches('(()*)+', 'a')], [true, false]),
  1,
)
check(
  'matches what the pattern was made for',
  (random) => {
    const { pattern, sample } = make(random, 3)
    ok(solution.matches(pattern, sample()))
  },
  25,
)
check(
  'agrees with the built-in engine',
  (random) => {
    const { pattern, sample } = make(random, 2)
    const text = random.bool(0.3)
      ? random.text(0, 4, 'ab1')
      : random.shuffle([...sample()]).join('')
    equal(solution.matches(pattern, text), new RegExp(`^(?:${pattern})$`).test(text))
  },
  40,
)
