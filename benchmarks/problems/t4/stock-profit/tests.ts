example(() => solution.maxProfit([3, 8, 2, 9], 1), 7)
example(() => solution.maxProfit([3, 8, 2, 9], 2), 12)
example(() => solution.maxProfit([9, 5, 1], 3), 0)

/** Every choice of days. */
const slow = (prices: number[], trades: number, from = 0): number => {
  let best = 0
  if (trades > 0)
    for (let buy = from; buy < prices.length; buy++)
      for (let sell = buy + 1; sell < prices.length; sell++)
        best = Math.max(
          best,
          (prices[sell] ?? 0) - (prices[buy] ?? 0) + slow(prices, trades - 1, sell),
        )
  return best
}

check(
  'no days, no trades',
  () => {
    equal(solution.maxProfit([], 2), 0)
    equal(solution.maxProfit([1, 9], 0), 0)
    equal(solution.maxProfit([5], 1), 0)
  },
  1,
)
check('buys before it sells', () => equal(solution.maxProfit([9, 1, 4], 1), 3), 1)
check(
  'one long trade or two short ones',
  () => {
    equal(solution.maxProfit([1, 5, 4, 9], 1), 8)
    equal(solution.maxProfit([1, 5, 4, 9], 2), 9)
  },
  1,
)
check('more trades than are useful', () => equal(solution.maxProfit([1, 2, 3, 4], 10), 3), 1)
check('the two best trades overlap', () => equal(solution.maxProfit([1, 9, 2, 10, 1, 4], 2), 16), 1)
check(
  'agrees with every choice of days',
  (random) => {
    const prices = random.list(0, 7, () => random.int(1, 9))
    const trades = random.int(0, 3)
    equal(solution.maxProfit(prices, trades), slow(prices, trades), `${prices} ${trades}`)
  },
  40,
)
