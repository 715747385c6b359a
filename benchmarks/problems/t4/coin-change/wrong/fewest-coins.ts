export function waysToPay(coins: number[], amount: number): number {
  const fewest = [0]
  for (let sum = 1; sum <= amount; sum++)
    fewest[sum] = 1 + Math.min(...coins.map((coin) => fewest[sum - coin] ?? Infinity))
  return fewest[amount] ?? 0
}
