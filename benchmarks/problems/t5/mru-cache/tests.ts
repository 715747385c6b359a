example(() => {
  const cache = new solution.MruCache(2)
  cache.put('a', 1)
  cache.put('b', 2)
  cache.put('c', 3)
  return [cache.keys(), cache.peek('b')]
}, [['c', 'a'], null])
example(() => {
  const cache = new solution.MruCache(2)
  cache.put('a', 1)
  cache.put('b', 2)
  cache.get('a')
  cache.put('c', 3)
  return cache.keys()
}, ['c', 'b'])
example(() => {
  const cache = new solution.MruCache(2)
  cache.put('a', 1)
  cache.put('b', 2)
  cache.put('a', 9)
  return [cache.keys(), cache.get('a'), cache.get('x')]
}, [['a', 'b'], 9, null])

check(
  'a cache of one',
  () => {
    const cache = new solution.MruCache(1)
    cache.put('a', 1)
    cache.put('b', 2)
    equal([cache.keys(), cache.get('a'), cache.get('b')], [['b'], null, 2])
  },
  1,
)
check(
  'a value of zero is a value, and using it counts',
  () => {
    const cache = new solution.MruCache(3)
    cache.put('a', 0)
    cache.put('b', 1)
    equal([cache.peek('a'), cache.get('a'), cache.keys()], [0, 0, ['a', 'b']])
  },
  1,
)
check('empty', () => equal(new solution.MruCache(2).keys(), []), 1)
check(
  'peek is no use',
  () => {
    const cache = new solution.MruCache(2)
    cache.put('a', 1)
    cache.put('b', 2)
    equal([cache.peek('a'), cache.keys()], [1, ['b', 'a']])
  },
  1,
)
check(
  'agrees with times of use',
  (random) => {
    const capacity = random.int(1, 3)
    const cache = new solution.MruCache(capacity)
    const used = new Map<string, { time: number; value: number }>()
    const newestFirst = () => [...used.keys()].sort((a, b) => used.get(b)!.time - used.get(a)!.time)
    for (let time = 0; time < 12; time++) {
      const key = random.pick(['a', 'b', 'c', 'd'])
      const found = used.get(key)
      const kind = random.pick(['put', 'put', 'get', 'peek'])
      if (kind === 'put') {
        cache.put(key, time)
        if (!found && used.size === capacity) used.delete(newestFirst()[0]!)
        used.set(key, { time, value: time })
      } else if (kind === 'get') {
        equal(cache.get(key), found?.value ?? null)
        if (found) found.time = time
      } else equal(cache.peek(key), found?.value ?? null)
    }
    equal(cache.keys(), newestFirst())
  },
  15,
)
