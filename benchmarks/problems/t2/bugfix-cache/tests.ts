example(() => {
  const cache = new solution.ExpiringCache(10)
  cache.set('a', 1, 0)
  return [cache.get('a', 9), cache.get('a', 10)]
}, [1, undefined])
example(() => {
  const cache = new solution.ExpiringCache(10)
  cache.set('a', 1, 0)
  cache.set('b', 2, 5)
  return [cache.size(5), cache.size(12), cache.size(20)]
}, [2, 1, 0])
example(() => new solution.ExpiringCache(10).get('x', 0), undefined)

check(
  'setting renews',
  () => {
    const cache = new solution.ExpiringCache(10)
    cache.set('a', 1, 100)
    cache.set('a', 2, 106)
    equal([cache.get('a', 112), cache.size(115), cache.size(116)], [2, 1, 0])
  },
  1,
)
check(
  'reading does not renew',
  () => {
    const cache = new solution.ExpiringCache(4)
    cache.set('a', 0, 1)
    equal([cache.get('a', 4), cache.get('a', 5), cache.size(5)], [0, undefined, 0])
  },
  1,
)
check(
  'comes back after its end',
  () => {
    const cache = new solution.ExpiringCache(3)
    cache.set('a', 7, 0)
    equal(cache.size(3), 0)
    cache.set('a', 8, 4)
    equal([cache.get('a', 6), cache.size(6), cache.size(7)], [8, 1, 0])
  },
  1,
)
check(
  'agrees with a look at all settings',
  (random) => {
    const lifetime = random.int(1, 8)
    const cache = new solution.ExpiringCache(lifetime)
    const settings: { key: string; value: number; at: number }[] = []
    const alive = (key: string, now: number) =>
      settings.findLast((one) => one.key === key && now - one.at < lifetime)?.value
    let now = 0
    for (let step = 0; step < 12; step++) {
      now += random.int(0, 3)
      const key = random.pick(['a', 'b', 'c'])
      const action = random.int(0, 2)
      if (action === 0) {
        cache.set(key, step, now)
        settings.push({ key, value: step, at: now })
      } else if (action === 1) equal(cache.get(key, now), alive(key, now))
      else
        equal(
          cache.size(now),
          ['a', 'b', 'c'].filter((one) => alive(one, now) !== undefined).length,
        )
    }
  },
  9,
)
