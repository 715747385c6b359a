export function fewestCoins(coins: number[], amount: number): number[] | null {
  const lastCoin = new Map<number, number>([[0, 0]])
  let wave = [0]
  while (wave.length > 0 && !lastCoin.has(amount)) {
    const next: number[] = []
    for (const sum of wave)
      for (const coin of coins) {
        if (sum + coin > amount || lastCoin.has(sum + coin)) continue
        lastCoin.set(sum + coin, coin)
        next.push(sum + coin)
      }
    wave = next
  }
  if (!lastCoin.has(amount)) return null
  const answer: number[] = []
  for (let sum = amount; sum > 0; sum -= lastCoin.get(sum) ?? sum)
    answer.push(lastCoin.get(sum) ?? 0)
  return answer.sort((a, b) => a - b)
}
