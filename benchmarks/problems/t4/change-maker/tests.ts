example(() => solution.fewestCoins([1, 5, 12], 12), [12])
example(() => solution.fewestCoins([5, 12], 10), [5, 5])
example(() => solution.fewestCoins([4, 6], 7), null)
example(() => solution.fewestCoins([2], 0), [])

const fewest = (coins: number[], amount: number) => {
  let sums = new Set([0])
  for (let count = 0; count <= amount; count++) {
    if (sums.has(amount)) return count
    sums = new Set(
      [...sums].flatMap((sum) => coins.map((coin) => sum + coin)).filter((sum) => sum <= amount),
    )
  }
  return null
}
const verify = (coins: number[], amount: number) => {
  const text = `[${coins}] ${amount}`
  const answer = solution.fewestCoins(coins, amount)
  equal(answer?.length ?? null, fewest(coins, amount), text)
  if (!answer) return
  ok(
    answer.every((coin) => coins.includes(coin)),
    text,
  )
  equal(
    answer.reduce((a, b) => a + b, 0),
    amount,
    text,
  )
  equal(
    answer,
    answer.toSorted((a, b) => a - b),
    text,
  )
}

check('the greatest coin first is no good', () => verify([1, 3, 4], 6), 1)
check('nor is it here', () => verify([1, 15, 25], 30), 1)
check('the greatest coin first ends nowhere', () => verify([4, 9], 12), 1)
check(
  'no coins',
  () => {
    equal(solution.fewestCoins([], 3), null)
    equal(solution.fewestCoins([], 0), [])
  },
  1,
)
check('too small an amount', () => equal(solution.fewestCoins([5, 7], 3), null), 1)
check(
  'as few as any',
  (random) => {
    const coins = [...new Set(random.list(1, 4, () => random.int(1, 12)))]
    verify(coins, random.int(0, 40))
  },
  30,
)
