export function maxProfit(prices: number[], trades: number): number {
  let best = prices.map(() => 0)
  for (let trade = 0; trade < trades; trade++) {
    let profit = 0
    let holding = -Infinity
    best = best.map((before, day) => {
      const price = prices[day]!
      profit = Math.max(profit, holding + price)
      holding = Math.max(holding, before - price)
      return profit
    })
  }
  return best.at(-1) ?? 0
}
