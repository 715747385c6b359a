example(
  () => [1, 2, 10, 100, 500].map((year) => solution.yearLength(year)),
  [669, 668, 669, 668, 669],
)
example(() => [0, 668, 669].map((sol) => solution.yearOf(sol)), [0, 0, 1])
example(() => solution.yearOf(669 + 669 + 668), 3)

const isLong = (year: number) => {
  if (year % 500 === 0) return true
  if (year % 100 === 0) return false
  return year % 10 === 0 || year % 2 !== 0
}

check(
  'years of all kinds',
  () =>
    equal(
      [0, 20, 99, 200, 300, 1000, 400, 110, 500].map((year) => solution.yearLength(year)),
      [669, 669, 669, 668, 668, 669, 668, 669, 669],
    ),
  1,
)
check(
  'agrees with the rules one by one',
  (random) => {
    const year = random.int(0, 220) * random.pick([1, 1, 5, 10])
    equal(solution.yearLength(year), isLong(year) ? 669 : 668)
  },
  25,
)
check(
  'the first and the last sol of a year',
  (random) => {
    const year = random.int(1, 160)
    let start = 0
    for (let i = 0; i < year; i++) start += isLong(i) ? 669 : 668
    equal([solution.yearOf(start - 1), solution.yearOf(start)], [year - 1, year])
  },
  8,
)
check('a late sol', () => equal(solution.yearOf(1_000_000), 1495), 1)
