example(() => solution.glob('*.ts', 'main.ts'), true)
example(() => solution.glob('?at', 'at'), false)
example(() => solution.glob('a*c', 'ac'), true)

const slow = (pattern: string, text: string) =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : `[${c}]`)).join('')}$`,
  ).test(text)

check(
  'nothing',
  () => {
    equal(solution.glob('', ''), true)
    equal(solution.glob('', 'a'), false)
    equal(solution.glob('a', ''), false)
    equal(solution.glob('?', ''), false)
    equal(solution.glob('*', ''), true)
  },
  1,
)
check('a star for many', () => equal(solution.glob('a*z', 'abcdefz'), true), 1)
check(
  'the whole text',
  () => {
    equal(solution.glob('b', 'abc'), false)
    equal(solution.glob('*b', 'abc'), false)
    equal(solution.glob('b*', 'abc'), false)
  },
  1,
)
check(
  'signs of other languages are plain',
  () => {
    equal(solution.glob('a.c', 'abc'), false)
    equal(solution.glob('[ab]+', '[ab]+'), true)
  },
  1,
)
check('stars may give way', () => equal(solution.glob('*ab*ab', 'aabxab'), true), 1)
check(
  'agrees with a regular expression',
  (random) => {
    const pattern = random.text(0, 5, 'ab**?')
    const text = random.text(0, 6, 'ab')
    equal(solution.glob(pattern, text), slow(pattern, text), `${pattern} ${text}`)
  },
  50,
)
