example(() => solution.wrap('the quick brown fox', 9), ['the quick', 'brown fox'])
example(() => solution.wrap('aa bb cc', 4), ['aa', 'bb', 'cc'])
example(() => solution.wrap('a wonderful day', 5), ['a', 'wonderful', 'day'])

check('one word', () => equal(solution.wrap('word', 10), ['word']), 1)
check('one long word', () => equal(solution.wrap('endless', 3), ['endless']), 1)
check('exactly full', () => equal(solution.wrap('ab cd ef', 5), ['ab cd', 'ef']), 1)
check('one short of full', () => equal(solution.wrap('ab cd', 4), ['ab', 'cd']), 1)
check('all in one line', () => equal(solution.wrap('a b c', 5), ['a b c']), 1)
check(
  'lines are full but not too full',
  (random) => {
    const words = random.list(1, 9, () => random.text(1, 5, 'xyz'))
    const width = random.int(1, 11)
    const lines = solution.wrap(words.join(' '), width)
    equal(lines.join(' '), words.join(' '))
    for (const [index, line] of lines.entries()) {
      ok(line.length <= width || !line.includes(' '), `too long: ${line}`)
      const next = lines[index + 1]?.split(' ')[0]
      if (next !== undefined) ok(`${line} ${next}`.length > width, `${next} fits behind ${line}`)
    }
  },
  30,
)
