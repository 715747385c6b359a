export function waysToPay(coins: number[], amount: number): number {
  const ways = [1]
  for (let sum = 1; sum <= amount; sum++)
    ways[sum] = coins.reduce((total, coin) => total + (ways[sum - coin] ?? 0), 0)
  return ways[amount] ?? 0
}
