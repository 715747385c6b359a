example(() => {
  const store = new solution.Store()
  store.set('a', '1')
  store.begin()
  store.set('a', '2')
  store.begin()
  store.remove('a')
  return [
    store.get('a'),
    store.rollback(),
    store.get('a'),
    store.rollback(),
    store.get('a'),
    store.rollback(),
  ]
}, [null, true, '2', true, '1', false])
example(() => {
  const store = new solution.Store()
  store.begin()
  store.begin()
  store.set('a', 'x')
  store.set('b', 'x')
  store.commit()
  const before = [store.count('x'), store.changes()]
  store.rollback()
  return [before, store.count('x'), store.commit()]
}, [[2, ['a', 'b']], 0, false])
example(() => {
  const store = new solution.Store()
  store.set('b', '1')
  store.begin()
  store.set('b', '2')
  store.set('a', '1')
  const before = store.changes()
  store.set('b', '1')
  return [before, store.changes()]
}, [['a', 'b'], ['a']])

check(
  'empty',
  () =>
    equal(
      [
        new solution.Store().get('a'),
        new solution.Store().count('x'),
        new solution.Store().changes(),
      ],
      [null, 0, []],
    ),
  1,
)
check(
  'the empty text is a value',
  () => {
    const store = new solution.Store()
    store.begin()
    store.set('a', '')
    equal([store.get('a'), store.count(''), store.changes()], ['', 1, ['a']])
  },
  1,
)
check(
  'removed keys are changes',
  () => {
    const store = new solution.Store()
    store.set('a', '1')
    store.begin()
    store.remove('a')
    store.remove('b')
    equal(
      [store.changes(), store.commit(), store.changes(), store.get('a')],
      [['a'], true, [], null],
    )
  },
  1,
)
check(
  'an inner transaction sees only its own changes',
  () => {
    const store = new solution.Store()
    store.begin()
    store.set('a', '1')
    store.begin()
    store.set('b', '1')
    const inner = store.changes()
    store.commit()
    equal([inner, store.changes()], [['b'], ['a', 'b']])
  },
  1,
)
check(
  'agrees with copies of everything',
  (random) => {
    type All = { [key: string]: string }
    const store = new solution.Store()
    const copies: All[] = [{}]
    const keys = ['a', 'b', 'c']
    for (let i = 0; i < 14; i++) {
      const kind = random.pick([
        'set',
        'set',
        'set',
        'remove',
        'begin',
        'begin',
        'commit',
        'rollback',
      ])
      const [key, value] = [random.pick(keys), random.pick(['1', '2'])]
      const now = copies.pop()!
      if (kind === 'set') {
        store.set(key, value)
        copies.push({ ...now, [key]: value })
      } else if (kind === 'remove') {
        store.remove(key)
        const { [key]: _, ...rest } = now
        copies.push(rest)
      } else if (kind === 'begin') {
        store.begin()
        copies.push(now, now)
      } else if (kind === 'commit') {
        equal(store.commit(), copies.length > 0)
        copies.pop()
        copies.push(now)
      } else {
        equal(store.rollback(), copies.length > 0)
        if (copies.length === 0) copies.push(now)
      }
    }
    const now = copies.at(-1)!
    const outer = copies.at(-2) ?? now
    equal(
      keys.map((key) => store.get(key)),
      keys.map((key) => now[key] ?? null),
    )
    equal(store.count('1'), Object.values(now).filter((value) => value === '1').length)
    equal(
      store.changes(),
      keys.filter((key) => now[key] !== outer[key]),
    )
    while (copies.length > 1) {
      copies.pop()
      store.rollback()
    }
    equal(store.get('a'), copies[0]!.a ?? null)
  },
  15,
)
