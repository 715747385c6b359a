example(() => {
  const stack = new solution.ShyStack()
  return [stack.push(1), stack.push(2), stack.push(3), stack.pop(), stack.toArray()]
}, [1, 2, 3, 2, [1, 3]])
example(() => {
  const stack = new solution.ShyStack()
  stack.push(7)
  return [stack.peek(), stack.pop(), stack.peek()]
}, [7, 7, null])
exampleThrows(() => new solution.ShyStack().pop())

check('an empty stack', () => equal(new solution.ShyStack().toArray(), []), 1)
check(
  'pops all but the top first',
  () => {
    const stack = new solution.ShyStack()
    for (const value of [1, 2, 3, 4]) stack.push(value)
    equal([stack.pop(), stack.pop(), stack.pop(), stack.pop()], [3, 2, 1, 4])
    throws(() => stack.pop())
  },
  1,
)
check(
  'zero is a value',
  () => {
    const stack = new solution.ShyStack()
    stack.push(0)
    equal(stack.peek(), 0)
    stack.push(5)
    equal([stack.peek(), stack.pop(), stack.peek()], [0, 0, 5])
  },
  1,
)
check(
  'agrees with a list',
  (random) => {
    const stack = new solution.ShyStack()
    let list: number[] = []
    for (let i = 0; i < 12; i++) {
      if (random.bool(0.55)) {
        list = [...list, i]
        equal(stack.push(i), list.length)
      } else if (list.length === 0) throws(() => stack.pop())
      else {
        const place = Math.max(0, list.length - 2)
        equal(stack.peek(), list[place])
        equal(stack.pop(), list[place])
        list = list.filter((_, index) => index !== place)
      }
    }
    equal(stack.toArray(), list)
  },
  15,
)
