export function maxProfit(prices: number[], trades: number): number {
  const known = new Map<string, number>()
  const from = (day: number, left: number, isHolding: boolean): number => {
    const price = prices[day]
    if (price === undefined || (left === 0 && !isHolding)) return isHolding ? -Infinity : 0
    const key = `${day} ${left} ${isHolding}`
    const act = () =>
      isHolding ? price + from(day + 1, left, false) : from(day + 1, left - 1, true) - price
    const answer = known.get(key) ?? Math.max(from(day + 1, left, isHolding), act())
    known.set(key, answer)
    return Math.max(answer, isHolding ? price + from(day, left, false) : answer)
  }
  return Math.max(0, from(0, trades, false))
}
