const from = (list: number[]) => {
  let at = 0
  return { source: () => list[at++], calls: () => at }
}

example(() => {
  const numbers = [4, 5, 6]
  const items = new solution.Peekable(() => numbers.shift())
  return [items.next(), items.peek(), items.next(), items.next(), items.next()]
}, [4, 5, 5, 6, undefined])
example(() => {
  const numbers = [7]
  const items = new solution.Peekable(() => numbers.shift())
  return [items.peek(), items.peek(), items.next(), items.peek()]
}, [7, 7, 7, undefined])
example(() => new solution.Peekable(() => undefined).next(), undefined)
example(() => {
  const numbers = [0, 1]
  const items = new solution.Peekable(() => numbers.shift())
  return [items.peek(), items.next(), items.next()]
}, [0, 0, 1])

check(
  'a zero that was peeked at',
  () => {
    const items = new solution.Peekable(from([0, 1]).source)
    equal([items.peek(), items.next(), items.peek(), items.next()], [0, 0, 1, 1])
  },
  1,
)
check(
  'zeros only',
  () => {
    const items = new solution.Peekable(from([0, 0]).source)
    equal(
      [items.peek(), items.peek(), items.next(), items.next(), items.next()],
      [0, 0, 0, 0, undefined],
    )
  },
  1,
)
check(
  'asks no earlier than needed',
  () => {
    const { source, calls } = from([1, 0, 3])
    const items = new solution.Peekable(source)
    const counts = [calls()]
    for (const action of ['peek', 'peek', 'next', 'next', 'peek', 'peek'] as const) {
      items[action]()
      counts.push(calls())
    }
    equal(counts, [0, 1, 1, 1, 2, 3, 3])
  },
  1,
)
check(
  'does what a list does',
  (random) => {
    const list = random.list(0, 6, () => random.int(-1, 2))
    const items = new solution.Peekable(from(list).source)
    const rest = [...list]
    for (let step = 0; step < 10; step++) {
      if (random.bool()) equal(items.peek(), rest[0])
      else equal(items.next(), rest.shift())
    }
  },
  9,
)
