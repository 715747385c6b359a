example(() => {
  const cache = new solution.LruCache(2)
  cache.put('a', 1)
  cache.put('b', 2)
  cache.get('a')
  cache.put('c', 3)
  return [cache.get('b'), cache.get('a'), cache.keys()]
}, [null, 1, ['c', 'a']])
example(() => {
  const cache = new solution.LruCache(2)
  cache.put('a', 1)
  cache.put('b', 2)
  cache.put('a', 9)
  return [cache.keys(), cache.get('a')]
}, [['b', 'a'], 9])
example(() => new solution.LruCache(3).get('x'), null)

check(
  'a cache of one',
  () => {
    const cache = new solution.LruCache(1)
    cache.put('a', 0)
    const zero = cache.get('a')
    cache.put('b', 2)
    equal([zero, cache.get('a'), cache.get('b'), cache.keys()], [0, null, 2, ['b']])
  },
  1,
)
check(
  'changing a value in a full cache removes nothing',
  () => {
    const cache = new solution.LruCache(2)
    cache.put('a', 1)
    cache.put('b', 2)
    cache.put('b', 3)
    equal(cache.keys(), ['a', 'b'])
  },
  1,
)
check(
  'asking for a missing key changes nothing',
  () => {
    const cache = new solution.LruCache(2)
    cache.put('a', 1)
    equal([cache.get('b'), cache.keys()], [null, ['a']])
  },
  1,
)
check(
  'agrees with a list',
  (random) => {
    const capacity = random.int(1, 3)
    const cache = new solution.LruCache(capacity)
    let list: { key: string; value: number }[] = []
    for (let i = 0; i < 10; i++) {
      const key = random.pick(['a', 'b', 'c', 'd'])
      const found = list.find((entry) => entry.key === key)
      const others = list.filter((entry) => entry.key !== key)
      if (random.bool()) {
        cache.put(key, i)
        list = [...others, { key, value: i }]
        if (list.length > capacity) list.splice(0, 1)
      } else {
        equal(cache.get(key), found?.value ?? null)
        if (found) list = [...others, found]
      }
    }
    equal(
      cache.keys(),
      list.map(({ key }) => key),
    )
  },
  10,
)
