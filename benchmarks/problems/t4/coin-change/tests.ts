example(() => solution.waysToPay([1, 2, 5], 5), 4)
example(() => solution.waysToPay([2], 3), 0)
example(() => solution.waysToPay([1, 2], 3), 2)

const slow = ([coin, ...others]: number[], amount: number): number => {
  if (coin === undefined) return amount === 0 ? 1 : 0
  let sum = 0
  for (let used = 0; used * coin <= amount; used++) sum += slow(others, amount - used * coin)
  return sum
}

check('nothing to pay', () => equal(solution.waysToPay([3, 4], 0), 1), 1)
check(
  'no coins',
  () => {
    equal(solution.waysToPay([], 4), 0)
    equal(solution.waysToPay([], 0), 1)
  },
  1,
)
check(
  'the order of the values does not matter',
  () => {
    equal(solution.waysToPay([5, 1, 2], 11), 11)
    equal(solution.waysToPay([1, 2, 5], 11), 11)
  },
  1,
)
check('a large amount', () => equal(solution.waysToPay([1, 5, 10, 25, 50], 100), 292), 1)
check(
  'agrees with choosing how many of each',
  (random) => {
    const coins = random.shuffle([...new Set(random.list(1, 4, () => random.int(1, 9)))])
    const amount = random.int(0, 25)
    equal(solution.waysToPay(coins, amount), slow(coins, amount))
  },
  30,
)
