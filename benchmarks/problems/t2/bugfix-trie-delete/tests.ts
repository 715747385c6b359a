const trieOf = (...words: string[]) => {
  const trie = new solution.Trie()
  for (const word of words) trie.add(word)
  return trie
}

example(() => {
  const trie = new solution.Trie()
  trie.add('car')
  trie.add('cat')
  return [trie.nodes, trie.has('car'), trie.has('ca')]
}, [4, true, false])
example(() => {
  const trie = new solution.Trie()
  trie.add('car')
  trie.add('cart')
  return [trie.delete('cart'), trie.has('car'), trie.nodes]
}, [true, true, 3])
example(() => new solution.Trie().delete('x'), false)

check(
  'a longer word stays',
  () => {
    const trie = trieOf('a', 'abc')
    equal([trie.delete('a'), trie.has('abc'), trie.has('a'), trie.nodes], [true, true, false, 3])
  },
  1,
)
check(
  'a beginning is no word',
  () => {
    const trie = trieOf('abc')
    equal(
      [trie.delete('ab'), trie.has('abc'), trie.delete('abcd'), trie.nodes],
      [false, true, false, 3],
    )
  },
  1,
)
check(
  'empty again',
  () => {
    const trie = trieOf('to', 'tea', 'to')
    equal(
      [trie.delete('to'), trie.delete('to'), trie.delete('tea'), trie.nodes],
      [true, false, true, 0],
    )
  },
  1,
)
check(
  'does what a set of words does',
  (random) => {
    const trie = new solution.Trie()
    const words = new Set<string>()
    for (let step = 0; step < 9; step++) {
      const word = random.text(1, 4, 'ab')
      if (random.bool(0.6)) {
        trie.add(word)
        words.add(word)
      } else equal(trie.delete(word), words.delete(word), word)
      const asked = random.text(1, 4, 'ab')
      equal(trie.has(asked), words.has(asked), asked)
    }
    const beginnings = [...words].flatMap((word) => [...word].map((_, i) => word.slice(0, i + 1)))
    equal(trie.nodes, new Set(beginnings).size)
  },
  7,
)
