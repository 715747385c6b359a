export function fewestCoins(coins: number[], amount: number): number[] | null {
  if (amount === 0) return []
  const [coin, ...others] = coins
  if (coin === undefined || amount < 0) return null
  const taken = fewestCoins(others, amount - coin)
  const left = fewestCoins(others, amount)
  if (taken && (!left || taken.length + 1 < left.length))
    return [coin, ...taken].sort((a, b) => a - b)
  return left
}
