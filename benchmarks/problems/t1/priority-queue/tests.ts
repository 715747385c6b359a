example(() => {
  const queue = new solution.PriorityQueue()
  queue.push('later', 5)
  queue.push('now', 1)
  queue.push('soon', 3)
  return [queue.size, queue.pop(), queue.pop(), queue.pop(), queue.pop()]
}, [3, 'now', 'soon', 'later', null])
example(() => {
  const queue = new solution.PriorityQueue()
  queue.push('a', 2)
  queue.push('b', 2)
  return [queue.pop(), queue.size, queue.pop()]
}, ['a', 1, 'b'])
example(() => new solution.PriorityQueue().pop(), null)

check(
  'an empty text is a text',
  () => {
    const queue = new solution.PriorityQueue()
    queue.push('', 0)
    equal([queue.pop(), queue.pop(), queue.size], ['', null, 0])
  },
  1,
)
check(
  'negative and fractional priorities',
  () => {
    const queue = new solution.PriorityQueue()
    queue.push('a', 0)
    queue.push('b', -1.5)
    queue.push('c', -1)
    equal([queue.pop(), queue.pop(), queue.pop()], ['b', 'c', 'a'])
  },
  1,
)
check(
  'equal priorities with pops between',
  () => {
    const queue = new solution.PriorityQueue()
    for (const text of ['a', 'b', 'c']) queue.push(text, 1)
    const first = queue.pop()
    queue.push('d', 1)
    equal([first, queue.pop(), queue.pop(), queue.pop()], ['a', 'b', 'c', 'd'])
  },
  1,
)
check(
  'agrees with sorting',
  (random) => {
    const queue = new solution.PriorityQueue()
    let list: { text: string; priority: number }[] = []
    for (let i = 0; i < 8; i++) {
      if (random.bool(0.7)) {
        const item = { text: `t${i}`, priority: random.int(0, 3) }
        queue.push(item.text, item.priority)
        list = [...list, item].sort((a, b) => a.priority - b.priority)
      } else {
        equal(queue.pop(), list[0]?.text ?? null)
        list = list.slice(1)
      }
      equal(queue.size, list.length)
    }
    for (const { text } of list) equal(queue.pop(), text)
  },
  7,
)
