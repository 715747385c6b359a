export function fewestCoins(coins: number[], amount: number): number[] | null {
  const best: (number[] | null)[] = [[]]
  for (let sum = 1; sum <= amount; sum++) {
    best[sum] = null
    for (const coin of coins) {
      const rest = best[sum - coin]
      if (rest && rest.length + 1 < (best[sum]?.length ?? Infinity)) best[sum] = [...rest, coin]
    }
  }
  return best[amount]?.sort((a, b) => a - b) ?? null
}
