example(() => {
  const buffer = new solution.RingBuffer(2)
  return [buffer.push(1), buffer.push(2), buffer.push(3), buffer.values()]
}, [null, null, 1, [2, 3]])
example(() => {
  const buffer = new solution.RingBuffer(3)
  buffer.push(5)
  buffer.push(6)
  return [buffer.shift(), buffer.values(), buffer.shift(), buffer.shift()]
}, [5, [6], 6, null])
example(() => new solution.RingBuffer(4).values(), [])

check(
  'a buffer of one',
  () => {
    const buffer = new solution.RingBuffer(1)
    equal(
      [buffer.push(0), buffer.push(7), buffer.values(), buffer.shift(), buffer.shift()],
      [null, 0, [7], 7, null],
    )
  },
  1,
)
check(
  'a list that was handed out does not change',
  () => {
    const buffer = new solution.RingBuffer(2)
    buffer.push(1)
    const before = buffer.values()
    buffer.push(2)
    equal(before, [1])
  },
  1,
)
check(
  'two buffers share nothing',
  () => {
    const [a, b] = [new solution.RingBuffer(2), new solution.RingBuffer(2)]
    a.push(1)
    equal(b.values(), [])
  },
  1,
)
check(
  'agrees with a list',
  (random) => {
    const capacity = random.int(1, 4)
    const buffer = new solution.RingBuffer(capacity)
    const list: number[] = []
    for (let i = 0; i < 10; i++) {
      if (random.bool(0.7)) {
        const dropped = list.length === capacity ? list.splice(0, 1)[0]! : null
        list.push(i)
        equal(buffer.push(i), dropped)
      } else equal(buffer.shift(), list.splice(0, 1)[0] ?? null)
    }
    equal(buffer.values(), list)
  },
  8,
)
