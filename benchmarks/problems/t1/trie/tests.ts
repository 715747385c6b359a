example(() => {
  const trie = new solution.Trie()
  for (const word of ['tea', 'to', 'ten', 'in']) trie.add(word)
  return [trie.count('te'), trie.complete('t'), trie.complete('x')]
}, [2, ['tea', 'ten', 'to'], []])
example(() => {
  const trie = new solution.Trie()
  return [
    trie.add('a'),
    trie.add('a'),
    trie.count(''),
    trie.remove('a'),
    trie.remove('a'),
    trie.count(''),
  ]
}, [true, false, 1, true, false, 0])
example(() => {
  const trie = new solution.Trie()
  for (const word of ['car', 'card']) trie.add(word)
  return [trie.complete('car'), trie.remove('car'), trie.complete('car')]
}, [['car', 'card'], true, ['card']])

check(
  'the empty word',
  () => {
    const trie = new solution.Trie()
    equal(
      [trie.remove(''), trie.add(''), trie.add(''), trie.complete(''), trie.count('a')],
      [false, true, false, [''], 0],
    )
  },
  1,
)
check(
  'a beginning is not a word',
  () => {
    const trie = new solution.Trie()
    trie.add('abc')
    equal(
      [trie.remove('ab'), trie.count('ab'), trie.count('abcd'), trie.count('bc')],
      [false, 1, 0, 0],
    )
  },
  1,
)
check(
  'adding again after removing',
  () => {
    const trie = new solution.Trie()
    equal(
      [trie.add('x'), trie.remove('x'), trie.add('x'), trie.complete('')],
      [true, true, true, ['x']],
    )
  },
  1,
)
check(
  'agrees with a list',
  (random) => {
    const trie = new solution.Trie()
    let list: string[] = []
    for (let i = 0; i < 9; i++) {
      const word = random.text(0, 3, 'ab')
      if (random.bool(0.7)) {
        equal(trie.add(word), !list.includes(word))
        list = [...list.filter((other) => other !== word), word]
      } else {
        equal(trie.remove(word), list.includes(word))
        list = list.filter((other) => other !== word)
      }
    }
    const prefix = random.text(0, 2, 'ab')
    const fitting = list.filter((word) => word.slice(0, prefix.length) === prefix)
    equal(trie.count(prefix), fitting.length)
    equal(trie.complete(prefix), fitting.sort())
  },
  10,
)
