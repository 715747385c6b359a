import type { Token } from './signature.d.ts'

example(() => solution.compress('abababa', 10), ['a', 'b', [2, 5]])
example(() => solution.compress('abcabcabd', 3), ['a', 'b', 'c', [3, 5], 'd'])
example(() => solution.compress('abcxabc', 3), ['a', 'b', 'c', 'x', 'a', 'b', 'c'])
example(() => solution.expand(['a', 'b', [2, 5]]), 'abababa')
exampleThrows(() => solution.expand(['a', [2, 1]]))

/** Expands one character at a time into a list. */
const plain = (tokens: Token[]) => {
  const out: string[] = []
  for (const token of tokens)
    if (typeof token === 'string') out.push(token)
    else for (let i = 0; i < token[1]; i++) out.push(out[out.length - token[0]]!)
  return out.join('')
}

check('the empty text', () => equal([solution.compress('', 5), solution.expand([])], [[], '']), 1)
check('one character over and over', () => equal(solution.compress('aaaaaa', 4), ['a', [1, 5]]), 1)
check(
  'the nearest of equals',
  () => equal(solution.compress('abcdabceabc', 20), ['a', 'b', 'c', 'd', [4, 3], 'e', [4, 3]]),
  1,
)
check('two are too few', () => equal(solution.compress('abxab', 9), ['a', 'b', 'x', 'a', 'b']), 1)
check(
  'bad references',
  () => {
    throws(() => solution.expand(['a', [0, 1]]))
    throws(() => solution.expand(['a', [1, 0]]))
    throws(() => solution.expand([[1, 1]]))
    throws(() => solution.expand(['a', [-1, 2]]))
  },
  1,
)
check(
  'a reference to the very beginning',
  () => equal(solution.expand(['a', 'b', [2, 2], [4, 1]]), 'ababa'),
  1,
)
check(
  'compresses to the longest and nearest, and back',
  (random) => {
    const text = random.text(0, 30, random.pick(['ab', 'abc', 'aab']))
    const window = random.int(1, 12)
    const tokens = solution.compress(text, window)
    equal(plain(tokens), text)
    equal(solution.expand(tokens), text)
    let at = 0
    for (const token of tokens) {
      const reach = (distance: number) => {
        let length = 0
        while (at + length < text.length && text[at + length] === text[at + length - distance])
          length++
        return length
      }
      const reaches = Array.from({ length: Math.min(window, at) }, (_, i) => reach(i + 1))
      const most = Math.max(0, ...reaches)
      if (typeof token === 'string') ok(most < 3)
      else equal(token, [reaches.indexOf(most) + 1, most])
      at += typeof token === 'string' ? 1 : token[1]
    }
  },
  20,
)
