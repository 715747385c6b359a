export function waysToPay(coins: number[], amount: number): number {
  const ways = [1, ...Array.from({ length: amount }, () => 0)]
  for (const coin of coins)
    for (let sum = coin; sum <= amount; sum++) ways[sum]! += ways[sum - coin]!
  return ways[amount]!
}
