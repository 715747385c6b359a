example(() => solution.insertAt([9, 7, 7, 7, 4], 7), 2)
example(() => solution.insertAt([9, 7, 4], 5), 2)
example(() => solution.insertAt([9, 7, 4], 10), 0)

check('an empty list', () => equal(solution.insertAt([], 1), 0), 1)
check('at the end', () => equal(solution.insertAt([3, 2], 1), 2), 1)
check('behind the last', () => equal(solution.insertAt([3, 2], 2), 2), 1)
check('all equal', () => equal(solution.insertAt([5, 5, 5], 5), 1), 1)
check(
  'exactly one equal number lies before it, if any is there',
  (random) => {
    const numbers = random.list(0, 8, () => random.int(-4, 4)).sort((a, b) => b - a)
    const value = random.int(-5, 5)
    const at = solution.insertAt(numbers, value)
    const before = numbers.slice(0, at)
    ok(before.filter((n) => n > value).length === numbers.filter((n) => n > value).length)
    ok(before.every((n) => n >= value))
    equal(before.filter((n) => n === value).length, numbers.includes(value) ? 1 : 0)
  },
  30,
)
