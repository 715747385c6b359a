export function maxProfit(prices: number[], trades: number): number {
  let profit = 0
  for (const [day, price] of prices.entries()) profit += Math.max(0, (prices[day + 1] ?? 0) - price)
  return trades === 0 ? 0 : profit
}
