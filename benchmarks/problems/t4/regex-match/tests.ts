example(() => solution.matches('a*b', 'aaab'), true)
example(() => solution.matches('a.c', 'ac'), false)
example(() => solution.matches('x*y*', ''), true)
example(() => solution.matches('.*', 'anything'), true)

check(
  'nothing',
  () => {
    equal(solution.matches('', ''), true)
    equal(solution.matches('', 'a'), false)
    equal(solution.matches('a', ''), false)
  },
  1,
)
check(
  'the whole text',
  () => {
    equal(solution.matches('b', 'abc'), false)
    equal(solution.matches('ab', 'abc'), false)
    equal(solution.matches('bc', 'abc'), false)
  },
  1,
)
check(
  'a star that takes less than it could',
  () => equal(solution.matches('a*ab.*c', 'aaabcc'), true),
  1,
)
check('a star repeats one kind', () => equal(solution.matches('.b*', 'abcb'), false), 1)
check('any characters need not be the same', () => equal(solution.matches('.*z', 'xyz'), true), 1)
check(
  'other signs are plain',
  () => {
    equal(solution.matches('a+?', 'a+?'), true)
    equal(solution.matches('a+', 'aa'), false)
    equal(solution.matches('[ab]', 'a'), false)
  },
  1,
)
check(
  'agrees with the language',
  (random) => {
    const pattern = random
      .list(0, 4, () => random.pick(['a', 'b', '.']) + random.pick(['', '', '*']))
      .join('')
    const text = random.text(0, 5, 'ab')
    equal(
      solution.matches(pattern, text),
      new RegExp(`^${pattern}$`).test(text),
      `${pattern} ${text}`,
    )
  },
  60,
)
