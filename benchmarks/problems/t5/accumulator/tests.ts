example(() => {
  const sum = new solution.Accumulator(10)
  return [sum.add(1), sum.add(2), sum.add(3)]
}, [10, 11, 13])
example(() => {
  const sum = new solution.Accumulator(0)
  return [sum.add(5), sum.undo(), sum.undo(), sum.add(7), sum.add(1)]
}, [0, true, false, 0, 7])
example(() => new solution.Accumulator(1).undo(), false)

check('the first add changes nothing', () => equal(new solution.Accumulator(4).add(100), 4), 1)
check(
  'zero is a number as well',
  () => {
    const sum = new solution.Accumulator(0)
    sum.add(0)
    equal([sum.undo(), sum.undo(), sum.add(3)], [true, false, 0])
  },
  1,
)
check(
  'negative numbers',
  () => {
    const sum = new solution.Accumulator(-1)
    equal([sum.add(-2), sum.add(5), sum.add(0), sum.add(0)], [-1, -3, 2, 2])
  },
  1,
)
check(
  'two of them do not mix',
  () => {
    const [a, b] = [new solution.Accumulator(1), new solution.Accumulator(2)]
    a.add(10)
    b.add(20)
    equal([a.undo(), b.add(0), a.add(0)], [true, 22, 1])
  },
  1,
)
check(
  'agrees with a list of numbers',
  (random) => {
    const start = random.int(-5, 5)
    const sum = new solution.Accumulator(start)
    let [settled, waiting]: [number[], number[]] = [[start], []]
    for (let i = 0; i < 10; i++)
      if (random.bool(0.7)) {
        const n = random.int(-3, 9)
        settled = [...settled, ...waiting]
        waiting = [n]
        equal(
          sum.add(n),
          settled.reduce((total, item) => total + item, 0),
        )
      } else {
        equal(sum.undo(), waiting.length > 0)
        waiting = []
      }
  },
  12,
)
