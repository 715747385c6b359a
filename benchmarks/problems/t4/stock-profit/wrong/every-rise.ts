export function maxProfit(prices: number[], trades: number): number {
  const rises = prices.map((price, day) => Math.max(0, price - (prices[day - 1] ?? price)))
  return rises
    .sort((a, b) => b - a)
    .slice(0, trades)
    .reduce((a, b) => a + b, 0)
}
