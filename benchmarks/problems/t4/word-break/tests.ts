example(() => solution.splitWords('catsand', ['cat', 'cats', 'and']), ['cats', 'and'])
example(() => solution.splitWords('aaa', ['aa']), null)
example(() => solution.splitWords('', ['x']), [])

const isPossible = (text: string, words: string[]) => {
  const ends = [0]
  for (const end of ends)
    for (const word of words)
      if (text.startsWith(word, end) && !ends.includes(end + word.length))
        ends.push(end + word.length)
  return ends.includes(text.length)
}
const verify = (text: string, words: string[]) => {
  const answer = solution.splitWords(text, words)
  const shown = `${text} [${words}]: ${answer}`
  equal(answer !== null, isPossible(text, words), shown)
  if (!answer) return
  ok(
    answer.every((word) => words.includes(word)),
    shown,
  )
  equal(answer.join(''), text, shown)
}

check(
  'no words',
  () => {
    equal(solution.splitWords('a', []), null)
    equal(solution.splitWords('', []), [])
  },
  1,
)
check('the longest word first is no good', () => verify('abcd', ['abc', 'ab', 'cd']), 1)
check('the shortest word first is no good', () => verify('abcd', ['a', 'ab', 'cd']), 1)
check(
  'a word again and again',
  () => equal(solution.splitWords('tatata', ['ta']), ['ta', 'ta', 'ta']),
  1,
)
check('something is left at the end', () => verify('abx', ['a', 'b', 'ab']), 1)
check('a long text that almost works', () => verify(`${'a'.repeat(24)}b`, ['a', 'aa', 'aaa']), 1)
check(
  'agrees with all ends',
  (random) => {
    const words = random.list(1, 4, () => random.text(1, 3, 'ab'))
    const text = random.bool()
      ? random.text(0, 8, 'ab')
      : random.list(1, 5, () => random.pick(words)).join('')
    verify(text, words)
  },
  40,
)
