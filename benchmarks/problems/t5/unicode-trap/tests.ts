example(() => solution.reverseCharacters('e\u0301a'), 'ae\u0301')
example(() => solution.countCharacters('e\u0301a\u{1f600}'), 3)
example(() => solution.reverseCharacters('\u0301ab'), 'ba\u0301')
example(() => solution.countCharacters(''), 0)

/** Characters with their marks, made separately and only then joined. */
const character = (random: Random) =>
  random.pick(['a', 'b', ' ', '\n', '\u{1f600}', '\u{1f3fd}', '\u02ff', '\u0370', 'é', '\u200d']) +
  random.text(0, 2, '\u0300\u0301\u036f')

check('the empty text', () => equal(solution.reverseCharacters(''), ''), 1)
check(
  'several marks',
  () => equal(solution.reverseCharacters('a\u0300\u036fb'), 'ba\u0300\u036f'),
  1,
)
check('next to the range', () => equal(solution.countCharacters('a\u02ff\u0370'), 3), 1)
check(
  'marks at the start',
  () => {
    equal(solution.countCharacters('\u0301\u0302'), 1)
    equal(solution.countCharacters('\u0301\u0302x'), 2)
    equal(solution.reverseCharacters('\u0301\u0302x'), 'x\u0301\u0302')
  },
  1,
)
check(
  'counts characters',
  (random) => {
    const list = random.list(0, 6, () => character(random))
    equal(solution.countCharacters(list.join('')), list.length)
  },
  15,
)
check(
  'reverses characters',
  (random) => {
    const list = random.list(0, 6, () => character(random))
    equal(solution.reverseCharacters(list.join('')), [...list].reverse().join(''))
  },
  15,
)
