example(() => solution.lowerBound([1, 3, 3, 7], 3), 1)
example(() => solution.lowerBound([1, 3, 3, 7], 4), 3)
example(() => solution.lowerBound([1, 3, 3, 7], 8), 4)
example(() => solution.lowerBound([1, 2, 3], 2), 1)

check('an empty list', () => equal(solution.lowerBound([], 5), 0), 1)
check('many of the same', () => equal(solution.lowerBound([4, 4, 4, 4, 4], 4), 0), 1)
check('fractions between the numbers', () => equal(solution.lowerBound([1, 2, 3], 1.5), 1), 1)
check(
  'where a number stands among others',
  (random) => {
    const list = random.list(0, 9, () => random.int(0, 9)).sort((a, b) => a - b)
    const x = random.int(-1, 10)
    const at = solution.lowerBound(list, x)
    ok(
      list.slice(0, at).every((n) => n < x),
      'what is before is smaller',
    )
    ok(
      list.slice(at).every((n) => n >= x),
      'what follows is not',
    )
  },
  30,
)
