export function waysToPay(coins: number[], amount: number): number {
  if (amount === 0) return 1
  const [coin, ...others] = coins
  if (coin === undefined || amount < 0) return 0
  return waysToPay(coins, amount - coin) + waysToPay(others, amount)
}
