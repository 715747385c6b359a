example(() => {
  const map = new solution.WordMap()
  map.set('one', 1)
  return map.get('one')
}, 1)
example(() => new solution.WordMap().get('one'), undefined)
example(() => {
  const map = new solution.WordMap()
  map.set('one', 1)
  map.set('one', 2)
  return [map.size, map.get('one'), map.delete('one'), map.delete('one'), map.size]
}, [1, 2, true, false, 0])
example(() => {
  const map = new solution.WordMap()
  map.set('a', 1)
  map.set('e', 2)
  return [map.delete('a'), map.get('e')]
}, [true, 2])

const words = [...'abcdefgh', 'ab', 'ba', 'long words too', '', 'ü', 'constructor']

check(
  'delete takes one word only',
  () => {
    const map = new solution.WordMap()
    for (const [index, word] of words.entries()) map.set(word, index)
    equal(map.delete('c'), true)
    equal(map.get('c'), undefined)
    for (const [index, word] of words.entries()) if (word !== 'c') equal(map.get(word), index, word)
  },
  1,
)
check(
  'a number of zero',
  () => {
    const map = new solution.WordMap()
    map.set('nil', 0)
    equal([map.get('nil'), map.size, map.delete('nil')], [0, 1, true])
  },
  1,
)
check(
  'two maps are apart',
  () => {
    const [one, other] = [new solution.WordMap(), new solution.WordMap()]
    one.set('a', 1)
    equal([other.get('a'), other.size], [undefined, 0])
  },
  1,
)
check(
  'does what a Map does',
  (random) => {
    const map = new solution.WordMap()
    const known = new Map<string, number>()
    for (let step = 0; step < 14; step++) {
      const word = random.pick(words)
      const action = random.int(0, 3)
      if (action < 2) {
        map.set(word, step)
        known.set(word, step)
      } else if (action === 2) equal(map.delete(word), known.delete(word), word)
      else equal(map.get(word), known.get(word), word)
    }
    equal(map.size, known.size)
  },
  12,
)
