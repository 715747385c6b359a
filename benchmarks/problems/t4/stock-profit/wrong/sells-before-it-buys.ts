export function maxProfit(prices: number[], trades: number): number {
  return prices.length === 0 || trades === 0 ? 0 : Math.max(...prices) - Math.min(...prices)
}
