example(() => {
  const stack = new solution.MinStack()
  stack.push(3)
  stack.push(1)
  stack.push(2)
  return [stack.min(), stack.pop(), stack.pop(), stack.min()]
}, [1, 2, 1, 3])
example(() => {
  const stack = new solution.MinStack()
  return [stack.min(), stack.pop()]
}, [null, null])
example(() => {
  const stack = new solution.MinStack()
  stack.push(4)
  return [stack.pop(), stack.min()]
}, [4, null])

check(
  'equal smallest numbers',
  () => {
    const stack = new solution.MinStack()
    for (const n of [1, 1, 5]) stack.push(n)
    equal([stack.pop(), stack.pop(), stack.min(), stack.pop(), stack.min()], [5, 1, 1, 1, null])
  },
  1,
)
check(
  'zero and negative numbers',
  () => {
    const stack = new solution.MinStack()
    for (const n of [0, -2, 0]) stack.push(n)
    equal([stack.pop(), stack.min(), stack.pop(), stack.min(), stack.pop()], [0, -2, -2, 0, 0])
  },
  1,
)
check(
  'min changes nothing',
  () => {
    const stack = new solution.MinStack()
    for (const n of [2, 1]) stack.push(n)
    equal([stack.min(), stack.min(), stack.pop(), stack.pop(), stack.pop()], [1, 1, 1, 2, null])
  },
  1,
)
check(
  'agrees with a list',
  (random) => {
    const stack = new solution.MinStack()
    let list: number[] = []
    for (let i = 0; i < 8; i++) {
      const n = random.int(-3, 3)
      if (random.bool(0.6)) {
        stack.push(n)
        list = [...list, n]
      } else {
        equal(stack.pop(), list.at(-1) ?? null)
        list = list.slice(0, -1)
      }
      equal(stack.min(), list.length > 0 ? [...list].sort((a, b) => a - b)[0] : null)
    }
  },
  8,
)
