export function fewestCoins(coins: number[], amount: number): number[] | null {
  const answer: number[] = []
  let rest = amount
  for (const coin of coins.toSorted((a, b) => b - a))
    while (coin <= rest) {
      answer.push(coin)
      rest -= coin
    }
  return rest === 0 ? answer.reverse() : null
}
