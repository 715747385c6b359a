const roll = async (text: string) => (await request({ query: { roll: text } })).body

test('a die shows each of its faces and nothing else', async () => {
  const { dice } = await roll('100d6')
  equal(new Set<number>(dice[0].rolls).size, 6)
  ok(dice[0].rolls.every((face: number) => face >= 1 && face <= 6))
})

test('the best three of four are kept and added', async () => {
  for (let i = 0; i < 20; i++) {
    const { total, min, max, dice } = await roll('4d6kh3 + 2')
    equal([min, max], [5, 20])
    const best = dice[0].rolls.toSorted((a: number, b: number) => b - a).slice(0, 3)
    equal(dice[0].kept, best)
    equal(
      total,
      best.reduce((sum: number, face: number) => sum + face, 2),
    )
  }
})

test('the lowest can be kept, and terms can be taken away', async () => {
  const { total, min, max, dice } = await roll('2d20kl1-1d4')
  equal([min, max], [-3, 19])
  equal(dice.length, 2)
  equal(total, Math.min(...dice[0].rolls) - dice[1].rolls[0])
})

test('d is one die, d% has a hundred sides, a number alone is itself', async () => {
  equal((await roll('d2')).max, 2)
  equal((await roll('D%')).max, 100)
  equal(await roll('7-2'), { total: 5, min: 5, max: 5, dice: [] })
})

test('the odds of two dice are exact', async () => {
  const { totals } = (await request({ query: { roll: '2d6', odds: '' } })).body
  equal(totals.length, 11)
  equal(totals[5], { total: 7, chance: 0.1666666667, atLeast: 0.5833333333 })
  equal(totals[0].atLeast, 1)
})

test('what no player writes is refused', async () => {
  for (const text of [
    '',
    'd',
    '1d1',
    '0d6',
    '101d6',
    '4d6kh5',
    '4d6kh0',
    '1d6++1',
    '<b>',
    '__proto__',
    '$&',
    '9'.repeat(101),
  ])
    equal((await request({ query: { roll: text } })).status, 400, text)
  equal((await request({ query: { roll: '4d6kh3', odds: '1' } })).status, 400)
  equal((await request({ query: { roll: '100d1000', odds: '1' } })).status, 400)
})
